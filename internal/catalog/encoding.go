package catalog

import (
	"github.com/kqlc/kqlc/kql"
)

// encodingFunctions are the functions that encode, pack and escape.
var encodingFunctions = []Function{
	{
		Sigs:     []string{"url_encode(url: string) string"},
		Foldable: true,
		Doc:      "Escapes a text for a URL, blanks as plus signs.",
		Go:       []any{kql.URLEncode},
		Examples: []Example{
			{"url_encode('a b&c')", "a+b%26c"},
			{"url_encode('ż')", "%c5%bc"},
		},
	},
	{
		Sigs:     []string{"url_encode_component(url: string) string"},
		Foldable: true,
		Doc:      "Escapes a text for a part of a URL, blanks as %20.",
		Go:       []any{kql.URLEncodeComponent},
		Examples: []Example{
			{"url_encode_component('a b&c')", "a%20b%26c"},
			{"url_encode_component('ż')", "%c5%bc"},
		},
	},
	{
		Sigs:     []string{"url_decode(encoded_url: string) string"},
		Foldable: true,
		Doc:      "Undoes the escapes of a URL.",
		Go:       []any{kql.URLDecode},
		Examples: []Example{
			{"url_decode('a%20b%26c')", "a b&c"},
			{"url_decode('%C5%BC')", "ż"},
			{"url_decode('50%')", "50%"},
		},
	},
	{
		Sigs:    []string{"base64_encodestring(string: string) string"},
		Instead: "base64_encode_tostring", Hidden: true, Foldable: true,
		Doc: "Encodes a text in base64.",
		Go:  []any{kql.Base64EncodeToString},
		Examples: []Example{
			{"base64_encodestring('Kusto')", "S3VzdG8="},
			{"base64_encodestring('ż')", "xbw="},
		},
	},
	{
		Sigs:     []string{"base64_encode_tostring(string: string) string"},
		Foldable: true,
		Doc:      "Encodes a text in base64.",
		Go:       []any{kql.Base64EncodeToString},
		Examples: []Example{
			{"base64_encode_tostring('Kusto')", "S3VzdG8="},
			{"base64_encode_tostring('ż')", "xbw="},
		},
	},
	{
		Sigs:     []string{"base64_decode_toarray(base64_string: string) array"},
		Foldable: true,
		Doc:      "Decodes base64 into an array of bytes.",
		Go:       []any{kql.Base64DecodeToArray},
		Examples: []Example{
			{"base64_decode_toarray('S3X/')", "[75,117,255]"},
			{"base64_decode_toarray('***')", "null"},
		},
	},
	{
		Sigs:     []string{"base64_encode_fromarray(base64_string_decoded_as_array: array) string"},
		Foldable: true,
		Doc:      "Encodes an array of bytes in base64.",
		Go:       []any{kql.Base64EncodeFromArray},
		Examples: []Example{
			{"base64_encode_fromarray(dynamic([75, 117, 255]))", "S3X/"},
			{"base64_encode_fromarray(dynamic([256]))", ""},
		},
	},
	{
		Sigs:    []string{"base64_decodestring(base64_string: string) string"},
		Instead: "base64_decode_tostring", Hidden: true, Foldable: true,
		Doc: "Decodes base64 into a text.",
		Go:  []any{kql.Base64DecodeToString},
		Examples: []Example{
			{"base64_decodestring('S3VzdG8=')", "Kusto"},
			{"base64_decodestring('***')", ""},
		},
	},
	{
		Sigs:     []string{"base64_decode_tostring(base64_string: string) string"},
		Foldable: true,
		Doc:      "Decodes base64 into a text.",
		Go:       []any{kql.Base64DecodeToString},
		Examples: []Example{
			{"base64_decode_tostring('S3VzdG8=')", "Kusto"},
			{"base64_decode_tostring('***')", ""},
		},
	},
	{
		Sigs:     []string{"base64_decode_toguid(base64_string: string) guid"},
		Foldable: true,
		Doc:      "Decodes base64 into a guid.",
		Go:       []any{kql.Base64DecodeToGUID},
		Examples: []Example{
			{"base64_decode_toguid('BAMCAQYFCAcJCgsMDQ4PEA==')", "01020304-0506-0708-090a-0b0c0d0e0f10"},
			{"base64_decode_toguid('x')", "null"},
		},
	},
	{
		Sigs:     []string{"base64_encode_fromguid(guid: guid) string"},
		Foldable: true,
		Doc:      "Encodes a guid in base64.",
		Go:       []any{kql.Base64EncodeFromGUID},
		Examples: []Example{
			{"base64_encode_fromguid(guid(00000000-0000-0000-0000-000000000000))", "AAAAAAAAAAAAAAAAAAAAAA=="},
			{"base64_encode_fromguid(guid(01020304-0506-0708-090a-0b0c0d0e0f10))", "BAMCAQYFCAcJCgsMDQ4PEA=="},
		},
	},
	{
		Sigs:     []string{"zlib_decompress_from_base64_string(string: string) string"},
		Foldable: true,
		Doc:      "Decodes base64 and unpacks zlib into a text.",
		Go:       []any{kql.ZlibDecompressFromBase64String},
		Examples: []Example{
			{"zlib_decompress_from_base64_string('eJwrz8hPzM0EAAj6AoY=')", "whoami"},
			{"zlib_decompress_from_base64_string('no')", ""},
		},
	},
	{
		Sigs:     []string{"zlib_compress_to_base64_string(string: string) string"},
		Foldable: true,
		Doc:      "Packs a text with zlib and encodes it in base64.",
		Go:       []any{kql.ZlibCompressToBase64String},
		Examples: []Example{
			{"zlib_decompress_from_base64_string(zlib_compress_to_base64_string('whoami'))", "whoami"},
			{"zlib_decompress_from_base64_string(zlib_compress_to_base64_string(''))", ""},
		},
	},
	{
		Sigs:     []string{"gzip_decompress_from_base64_string(string: string) string"},
		Foldable: true,
		Doc:      "Decodes base64 and unpacks gzip into a text.",
		Go:       []any{kql.GzipDecompressFromBase64String},
		Examples: []Example{
			{"gzip_decompress_from_base64_string('no')", ""},
			{"gzip_decompress_from_base64_string('H4sIAAAAAAACAyvPyE/MzQQAAirKwAYAAAA=')", "whoami"},
		},
	},
	{
		Sigs:     []string{"gzip_compress_to_base64_string(string: string) string"},
		Foldable: true,
		Doc:      "Packs a text with gzip and encodes it in base64.",
		Go:       []any{kql.GzipCompressToBase64String},
		Examples: []Example{
			{"gzip_decompress_from_base64_string(gzip_compress_to_base64_string('whoami'))", "whoami"},
			{"gzip_decompress_from_base64_string(gzip_compress_to_base64_string('ż'))", "ż"},
		},
	},
	{
		Sigs:   []string{"__lz4_compress_dynamic_array_to_base64_string(dynamic: array) string"},
		Hidden: true, Foldable: true,
		Doc:     "Packs an array with LZ4 and encodes it in base64.",
		Missing: "it is internal to Kusto",
	},
	{
		Sigs:     []string{"punycode_to_string(string: string) string"},
		Foldable: true,
		Doc:      "Decodes a text in Punycode.",
		Go:       []any{kql.PunycodeToString},
		Examples: []Example{
			{"punycode_to_string('w-uga1v8h')", "żółw"},
			{"punycode_to_string('abc-')", "abc"},
		},
	},
	{
		Sigs:     []string{"punycode_from_string(string: string) string"},
		Foldable: true,
		Doc:      "Encodes a text in Punycode.",
		Go:       []any{kql.PunycodeFromString},
		Examples: []Example{
			{"punycode_from_string('żółw')", "w-uga1v8h"},
			{"punycode_from_string('abc')", "abc-"},
		},
	},
	{
		Sigs:     []string{"punycode_domain_from_string(string: string) string"},
		Foldable: true,
		Doc:      "Encodes the labels of a domain name in Punycode.",
		Go:       []any{kql.PunycodeDomainFromString},
		Examples: []Example{
			{"punycode_domain_from_string('xn--w-uga1v8h.pl')", "żółw.pl"},
			{"punycode_domain_from_string('a.b')", "a.b"},
		},
	},
	{
		Sigs:     []string{"punycode_domain_to_string(string: string) string"},
		Foldable: true,
		Doc:      "Decodes the labels of a domain name from Punycode.",
		Go:       []any{kql.PunycodeDomainToString},
		Examples: []Example{
			{"punycode_domain_to_string('żółw.pl')", "xn--w-uga1v8h.pl"},
			{"punycode_domain_to_string('a.b')", "a.b"},
		},
	},
}
