//! Behaviour, over real sockets.
