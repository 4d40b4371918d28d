//! Volumes; the base unit is the litre.

/// Units of this quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Volume {
    Millilitre,
    Litre,
    Hectolitre,
    Pint,
}

impl Volume {
    /// How many base units one of these is.
    pub fn factor(self) -> f64 {
        match self {
            Volume::Millilitre => 0.001,
            Volume::Litre => 1.0,
            Volume::Hectolitre => 100.0,
            Volume::Pint => 0.56826125,
        }
    }

    /// Returns the unit of a symbol.
    pub fn from_symbol(symbol: &str) -> Option<Volume> {
        match symbol {
            "ml" => Some(Volume::Millilitre),
            "l" => Some(Volume::Litre),
            "hl" => Some(Volume::Hectolitre),
            "pt" => Some(Volume::Pint),
            _ => None,
        }
    }

    /// Converts a value, or returns nothing when a symbol is unknown.
    pub fn convert(value: f64, from: &str, to: &str) -> Option<f64> {
        let from = Volume::from_symbol(from)?;
        let to = Volume::from_symbol(to)?;
        Some(value * from.factor() / to.factor())
    }
}
