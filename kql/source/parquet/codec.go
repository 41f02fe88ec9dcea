package parquet

import (
	"bytes"
	"fmt"
	"io"

	"github.com/dsnet/compress/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

// codecs decompress pages. Each is made when it is needed.
type codecs struct {
	text   bytes.Reader
	zstd   *zstd.Decoder
	gzip   *gzip.Reader
	brotli *brotli.Reader
}

// decompress decompresses what gives as many bytes as out has, into it.
func (c *codecs) decompress(codec format.CompressionCodec, out, text []byte) (err error) {
	n := len(out)
	switch codec {
	case format.Snappy:
		if n, err = snappy.DecodedLen(text); err == nil && n == len(out) {
			_, err = snappy.Decode(out, text)
		}
	case format.Zstd:
		if c.zstd == nil {
			if c.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecodeAllCapLimit(true)); err != nil {
				return err
			}
		}
		var all []byte
		all, err = c.zstd.DecodeAll(text, out[:0])
		n = len(all)
	case format.Lz4Raw:
		n, err = lz4.UncompressBlock(text, out)
	case format.Gzip, format.Brotli:
		c.text.Reset(text)
		var r io.Reader
		if r, err = c.stream(codec); err == nil {
			n, err = readAll(r, out)
		}
	default:
		return fmt.Errorf("a page is compressed by %s, which is not read", codec)
	}
	if err == nil && n != len(out) {
		err = errDamaged
	}
	return err
}

// stream begins to decompress the text.
func (c *codecs) stream(codec format.CompressionCodec) (_ io.Reader, err error) {
	switch {
	case codec == format.Brotli && c.brotli == nil:
		c.brotli, err = brotli.NewReader(&c.text, nil)
		return c.brotli, err
	case codec == format.Brotli:
		return c.brotli, c.brotli.Reset(&c.text)
	case c.gzip == nil:
		c.gzip, err = gzip.NewReader(&c.text)
		return c.gzip, err
	}
	return c.gzip, c.gzip.Reset(&c.text)
}

// readAll reads a stream to its end, which is as long as out, and returns its length, one more if it is longer.
func readAll(r io.Reader, out []byte) (int, error) {
	n, err := io.ReadFull(r, out)
	if err != nil {
		return n, err
	}
	k, err := io.ReadFull(r, make([]byte, 1))
	if err == io.EOF {
		err = nil
	}
	return n + k, err
}
