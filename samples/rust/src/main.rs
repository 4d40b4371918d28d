//! Converts between units of measure: `measure 3 km mi`.

mod parse;
mod units;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match parse::convert_line(&arguments.join(" ")) {
        Ok(answer) => println!("{answer}"),
        Err(problem) => {
            eprintln!("{problem}");
            std::process::exit(1);
        }
    }
}
