package kql

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestEncodings(t *testing.T) {
	id := GUID{0xae, 0x31, 0x33, 0xf2, 0x6e, 0x22, 0x49, 0xae, 0xb0, 0x6a, 0x16, 0xe6, 0xa9, 0xb2, 0x12, 0xeb}
	long := strings.Repeat("cmd.exe /c whoami; ", 200)
	check(t, []result{
		{"base64 é", Base64EncodeToString("é"), "w6k="},
		{"base64 back", Base64DecodeToString("w6k="), "é"},
		{"base64 unpadded", Base64DecodeToString("w6k"), ""},
		{"base64 not UTF-8", Base64DecodeToString("/w=="), ""},
		{"base64 UTF-16", Base64DecodeToString("aQBlAHgA"), "i\x00e\x00x\x00"},
		{"base64 guid", Base64EncodeFromGUID(id), "8jMxriJurkmwahbmqbIS6w=="},
		{"base64 guid back", Base64DecodeToGUID("8jMxriJurkmwahbmqbIS6w=="), Some(id)},
		{"base64 guid short", Base64DecodeToGUID("abcd1231"), Null[GUID]{}},
		{"gzip short", GzipCompressToBase64String("1234567890qwertyuiop"), "H4sIAAAAAAAA/wEUAOv/MTIzNDU2Nzg5MHF3ZXJ0eXVpb3A6m7f2FAAAAA=="},
		{"zlib short", ZlibCompressToBase64String("1234567890qwertyuiop"), "eAEBFADr/zEyMzQ1Njc4OTBxd2VydHl1aW9wOAkGdw=="},
		{"zlib of another tool", ZlibDecompressFromBase64String("eJwLSS0uUSguKcrMS1cwNDIGACxqBQ4="), "Test string 123"},
		{"gzip bad", GzipDecompressFromBase64String("x0x0x0"), ""},
		{"zlib bad", ZlibDecompressFromBase64String("eJwLSS0u"), ""},
		{"gzip long", len(GzipCompressToBase64String(long)) < 200, true},
		{"url_encode", URLEncode("https://a.b/c d?e=f&g=é~-_.!*()'"), "https%3a%2f%2fa.b%2fc+d%3fe%3df%26g%3d%c3%a9%7e-_.!*()%27"},
		{"url_encode_component", URLEncodeComponent("a b+c"), "a%20b%2bc"},
		{"url_decode", URLDecode("a%20b+c%2Bd%2fe%C3%A9"), "a b c+d/eé"},
		{"url_decode bad", URLDecode("100%, %zz %4"), "100%, %zz %4"},
		{"url_decode no UTF-8", URLDecode("caf%E9+x"), "caf\uFFFD x"},
		{"punycode_from_string", PunycodeFromString("académie-française"), "acadmie-franaise-npb1a"},
		{"punycode_from_string 2", PunycodeFromString("艺术"), "cqv902d"},
		{"punycode_from_string ASCII", PunycodeFromString("abc"), "abc-"},
		{"punycode_to_string", PunycodeToString("acadmie-franaise-npb1a"), "académie-française"},
		{"punycode_to_string bad", PunycodeToString("a-!"), ""},
		{"punycode_to_string cut", PunycodeToString("a-9"), ""},
		{"punycode_domain_to_string", PunycodeDomainToString("bücher。example.中国"), "xn--bcher-kva.example.xn--fiqs8s"},
		{"punycode_domain_from_string", PunycodeDomainFromString("xn--bcher-kva.example.XN--fiqs8s"), "bücher.example.中国"},
		{"punycode_domain_from_string bad", PunycodeDomainFromString("xn--9"), ""},
	})
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		for name, back := range map[string]string{
			"base64":       Base64DecodeToString(Base64EncodeToString(text)),
			"gzip":         GzipDecompressFromBase64String(GzipCompressToBase64String(text)),
			"zlib":         ZlibDecompressFromBase64String(ZlibCompressToBase64String(text)),
			"url":          URLDecode(URLEncode(text)),
			"url, encoded": URLDecode(URLEncodeComponent(text)),
			"punycode":     PunycodeToString(PunycodeFromString(text)),
		} {
			if back != text {
				t.Errorf("%s gives %q back for %q", name, back, text)
			}
		}
	})
}

func TestHashes(t *testing.T) {
	check(t, []result{
		{"hash World", Hash("World"), int64(1846988464401551951)},
		{"hash of a datetime", HashDateTime(735598 * DateTime(Day)), int64(1380966698541616202)},
		{"hash mod", HashMod(Hash("World"), 100), Some(int64(51))},
		{"hash mod of a negative hash", HashMod(-7, 5), Some(int64(3))},
		{"hash mod 0", HashMod(7, 0), Null[int64]{}},
		{"hash int and long", HashInt(7), HashLong(7)},
		{"hash_md5", HashMD5("123"), "202cb962ac59075b964b07152d234b70"},
		{"hash_sha1", HashSHA1("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d"},
		{"hash_sha256", HashSHA256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	})
}
