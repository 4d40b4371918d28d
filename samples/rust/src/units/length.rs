//! Lengths; the base unit is the metre.

/// Units of this quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    Millimetre,
    Metre,
    Kilometre,
    Mile,
}

impl Length {
    /// How many base units one of these is.
    pub fn factor(self) -> f64 {
        match self {
            Length::Millimetre => 0.001,
            Length::Metre => 1.0,
            Length::Kilometre => 1000.0,
            Length::Mile => 1609.344,
        }
    }

    /// Returns the unit of a symbol.
    pub fn from_symbol(symbol: &str) -> Option<Length> {
        match symbol {
            "mm" => Some(Length::Millimetre),
            "m" => Some(Length::Metre),
            "km" => Some(Length::Kilometre),
            "mi" => Some(Length::Mile),
            _ => None,
        }
    }

    /// Converts a value, or returns nothing when a symbol is unknown.
    pub fn convert(value: f64, from: &str, to: &str) -> Option<f64> {
        let from = Length::from_symbol(from)?;
        let to = Length::from_symbol(to)?;
        Some(value * from.factor() / to.factor())
    }
}
