//! How a generated struct is read and written, once for all of them; open enums.
