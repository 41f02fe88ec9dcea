package kql

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Base64 is the standard alphabet, padded. Whatever cannot be decoded gives null, or the empty text.

// Base64EncodeToString is base64_encode_tostring() (Kusto: base64-encode-tostring-function).
func Base64EncodeToString(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

// Base64DecodeToString is base64_decode_tostring(); bytes that are not UTF-8 give the empty text
// (Kusto: base64-decode-tostring-function).
func Base64DecodeToString(encoded string) string {
	raw, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || !utf8.Valid(raw) {
		return ""
	}
	return string(raw)
}

// Base64EncodeFromGUID is base64_encode_fromguid(): the first three groups are stored with their low byte first
// (Kusto: base64-encode-fromguid-function).
func Base64EncodeFromGUID(id GUID) string {
	id = swapGUID(id)
	return base64.StdEncoding.EncodeToString(id[:])
}

// Base64DecodeToGUID is base64_decode_toguid(), the inverse of [Base64EncodeFromGUID]
// (Kusto: base64-decode-toguid-function).
func Base64DecodeToGUID(encoded string) Null[GUID] {
	raw, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(raw) != len(GUID{}) {
		return Null[GUID]{}
	}
	return Some(swapGUID(GUID(raw)))
}

// swapGUID changes between the order of the text and that of the bytes in memory.
func swapGUID(id GUID) GUID {
	binary.LittleEndian.PutUint32(id[0:], binary.BigEndian.Uint32(id[0:]))
	binary.LittleEndian.PutUint16(id[4:], binary.BigEndian.Uint16(id[4:]))
	binary.LittleEndian.PutUint16(id[6:], binary.BigEndian.Uint16(id[6:]))
	return id
}

// GzipCompressToBase64String is gzip_compress_to_base64_string() (Kusto: gzip-base64-compress).
func GzipCompressToBase64String(text string) string {
	trailer := binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(text)))
	trailer = binary.LittleEndian.AppendUint32(trailer, uint32(len(text)))
	return pack([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff}, text, trailer)
}

// ZlibCompressToBase64String is zlib_compress_to_base64_string() (Kusto: zlib-base64-compress-function).
func ZlibCompressToBase64String(text string) string {
	return pack([]byte{0x78, 0x01}, text, binary.BigEndian.AppendUint32(nil, adler32.Checksum([]byte(text))))
}

// pack puts the compressed text between header and trailer. Text that does not get shorter is stored as it is, which is
// what the service does with short texts.
func pack(header []byte, text string, trailer []byte) string {
	var body bytes.Buffer
	w, _ := flate.NewWriter(&body, flate.DefaultCompression) // a known level; and writing to memory does not fail
	_, _ = io.WriteString(w, text)
	_ = w.Close()
	packed := body.Bytes()
	if n := len(text); n <= 0xffff && 5+n < len(packed) {
		packed = append([]byte{1, byte(n), byte(n >> 8), ^byte(n), ^byte(n >> 8)}, text...)
	}
	return base64.StdEncoding.EncodeToString(slices.Concat(header, packed, trailer))
}

// maxUnpacked bounds what a compressed text may unfold to.
const maxUnpacked = 64 << 20

// GzipDecompressFromBase64String is gzip_decompress_from_base64_string() (Kusto: gzip-base64-decompress).
func GzipDecompressFromBase64String(packed string) string {
	return unpacked(packed, func(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) })
}

// ZlibDecompressFromBase64String is zlib_decompress_from_base64_string() (Kusto: zlib-base64-decompress-function).
func ZlibDecompressFromBase64String(packed string) string { return unpacked(packed, zlib.NewReader) }

func unpacked(packed string, decompressor func(io.Reader) (io.ReadCloser, error)) string {
	raw, err := base64.StdEncoding.DecodeString(packed)
	if err != nil {
		return ""
	}
	r, err := decompressor(bytes.NewReader(raw))
	if err != nil {
		return ""
	}
	text, err := io.ReadAll(io.LimitReader(r, maxUnpacked+1))
	if err != nil || len(text) > maxUnpacked || !utf8.Valid(text) {
		return ""
	}
	return string(text)
}

// URLEncode is url_encode(): all but letters, digits and -_.!*() as %xx, a blank as + (Kusto: url-encode-function).
func URLEncode(text string) string { return urlEncode(text, "+") }

// URLEncodeComponent is url_encode_component(): as [URLEncode], a blank as %20 (Kusto: url-encode-component-function).
func URLEncodeComponent(text string) string { return urlEncode(text, "%20") }

func urlEncode(text, blank string) string {
	const hex = "0123456789abcdef"
	var out strings.Builder
	for i := range len(text) {
		switch c := text[i]; {
		case c < utf8.RuneSelf && isAlnum(rune(c)) || strings.IndexByte("-_.!*()", c) >= 0:
			out.WriteByte(c)
		case c == ' ':
			out.WriteString(blank)
		default:
			out.WriteByte('%')
			out.WriteByte(hex[c>>4])
			out.WriteByte(hex[c&15])
		}
	}
	return out.String()
}

// URLDecode is url_decode(), the inverse of [URLEncode]. A % without two hexadecimal digits stays, and what is no UTF-8
// becomes U+FFFD (Kusto: url-decode-function).
func URLDecode(text string) string {
	if strings.IndexByte(text, '%') < 0 && strings.IndexByte(text, '+') < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '+' {
			c = ' '
		} else if c == '%' && i+2 < len(text) {
			hi, okHi := unhex(text[i+1])
			lo, okLo := unhex(text[i+2])
			if okHi && okLo {
				c = hi<<4 | lo
				i += 2
			}
		}
		out = append(out, c)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

func unhex(c byte) (byte, bool) {
	switch c = lowerASCII[c]; {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}
