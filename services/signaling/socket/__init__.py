"""The WebSocket transport of the signalling service: bytes in, envelopes out, and nothing about rooms."""
