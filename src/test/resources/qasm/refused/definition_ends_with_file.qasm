//! 3 1 found the end of the file, expected a gate, a barrier, or '}' to end the body
gate g a { x a;
