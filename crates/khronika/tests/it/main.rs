//! The tests of the whole: the house, the command line, bad input, the readable cases, the documents.

mod arrows;
mod bad_input;
mod cases;
mod command_line;
mod documents;
mod program;
