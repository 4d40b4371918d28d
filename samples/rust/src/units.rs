//! One module per quantity; each knows its units and the factor to its base unit.

pub mod duration;
pub mod length;
pub mod mass;
pub mod volume;
