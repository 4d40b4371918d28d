//! Reads questions such as "3 km mi" and answers them.

use std::fmt;

use crate::units::{duration::Duration, length::Length, mass::Mass, volume::Volume};

/// Why a question could not be answered.
#[derive(Debug, PartialEq)]
pub enum ParseError {
    NotThreeWords,
    NotANumber(String),
    UnknownUnits { from: String, to: String },
}

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseError::NotThreeWords => write!(formatter, "say a number and two units, such as: 3 km mi"),
            ParseError::NotANumber(word) => write!(formatter, "{word} is not a number"),
            ParseError::UnknownUnits { from, to } => write!(formatter, "nothing converts {from} to {to}"),
        }
    }
}

/// Converts the number in a line of three words from the first unit to the second.
pub fn convert_line(line: &str) -> Result<f64, ParseError> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [number, from, to] = words[..] else {
        return Err(ParseError::NotThreeWords);
    };
    let value: f64 = number.parse().map_err(|_| ParseError::NotANumber(number.to_string()))?;
    Length::convert(value, from, to)
        .or_else(|| Mass::convert(value, from, to))
        .or_else(|| Volume::convert(value, from, to))
        .or_else(|| Duration::convert(value, from, to))
        .ok_or_else(|| ParseError::UnknownUnits { from: from.to_string(), to: to.to_string() })
}
