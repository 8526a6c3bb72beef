//! The tests of the whole: the house, the command line, the readable cases, the documents.

mod arrows;
