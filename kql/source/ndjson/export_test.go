package ndjson

// SetBlockSize sets the size of the blocks of lines.
func (r *Reader) SetBlockSize(size int) { r.size = size }
