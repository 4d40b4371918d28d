//! Masses; the base unit is the gram.

/// Units of this quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mass {
    Milligram,
    Gram,
    Kilogram,
    Pound,
}

impl Mass {
    /// How many base units one of these is.
    pub fn factor(self) -> f64 {
        match self {
            Mass::Milligram => 0.001,
            Mass::Gram => 1.0,
            Mass::Kilogram => 1000.0,
            Mass::Pound => 453.59237,
        }
    }

    /// Returns the unit of a symbol.
    pub fn from_symbol(symbol: &str) -> Option<Mass> {
        match symbol {
            "mg" => Some(Mass::Milligram),
            "g" => Some(Mass::Gram),
            "kg" => Some(Mass::Kilogram),
            "lb" => Some(Mass::Pound),
            _ => None,
        }
    }

    /// Converts a value, or returns nothing when a symbol is unknown.
    pub fn convert(value: f64, from: &str, to: &str) -> Option<f64> {
        let from = Mass::from_symbol(from)?;
        let to = Mass::from_symbol(to)?;
        Some(value * from.factor() / to.factor())
    }
}
