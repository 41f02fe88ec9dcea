package kql

// GUID is a 128-bit identifier, in the order of its text form: GUID{0x74, 0xbe, …} is 74be….
type GUID [16]byte
