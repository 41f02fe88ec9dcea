package kql

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Punycode (RFC 3492), on texts and on the labels of domains. What cannot be coded gives the empty text.

const (
	punyBase, punyMin, punyMax   = 36, 1, 26
	punySkew, punyDamp, punyBias = 38, 700, 72
	punyFirst                    = 0x80
	punyDigits                   = "abcdefghijklmnopqrstuvwxyz0123456789"
)

// PunycodeFromString is punycode_from_string(): text in Punycode, without the xn-- of domains
// (Kusto: punycode-from-string-function).
func PunycodeFromString(text string) string {
	if !utf8.ValidString(text) {
		return ""
	}
	input := []rune(text)
	var out []byte
	for _, r := range input {
		if r < punyFirst {
			out = append(out, byte(r))
		}
	}
	basic := len(out)
	if basic > 0 {
		out = append(out, '-')
	}
	n, delta, bias := rune(punyFirst), 0, punyBias
	for done := basic; done < len(input); {
		next := rune(math.MaxInt32)
		for _, r := range input {
			if r >= n && r < next {
				next = r
			}
		}
		delta += int(next-n) * (done + 1)
		n = next
		for _, r := range input {
			if r < n {
				delta++
			}
			if r != n {
				continue
			}
			q := delta
			for k := punyBase; ; k += punyBase {
				t := punyThreshold(k, bias)
				if q < t {
					break
				}
				out = append(out, punyDigits[t+(q-t)%(punyBase-t)])
				q = (q - t) / (punyBase - t)
			}
			out = append(out, punyDigits[q])
			bias = punyAdapt(delta, done+1, done == basic)
			delta = 0
			done++
		}
		delta++
		n++
	}
	return string(out)
}

// PunycodeToString is punycode_to_string(), the inverse of [PunycodeFromString] (Kusto: punycode-to-string-function).
func PunycodeToString(code string) string {
	if !isASCII(code) {
		return ""
	}
	split := strings.LastIndexByte(code, '-')
	out := []rune(code[:max(split, 0)])
	n, i, bias := punyFirst, 0, punyBias
	for digits := code[split+1:]; digits != ""; {
		old, weight := i, 1
		for k := punyBase; ; k += punyBase {
			if digits == "" {
				return ""
			}
			d := strings.IndexByte(punyDigits, lowerASCII[digits[0]])
			digits = digits[1:]
			if d < 0 || d > (math.MaxInt32-i)/weight {
				return ""
			}
			i += d * weight
			t := punyThreshold(k, bias)
			if d < t {
				break
			}
			if weight > math.MaxInt32/(punyBase-t) {
				return ""
			}
			weight *= punyBase - t
		}
		bias = punyAdapt(i-old, len(out)+1, old == 0)
		n += i / (len(out) + 1)
		i %= len(out) + 1
		if n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
			return ""
		}
		out = append(out[:i], append([]rune{rune(n)}, out[i:]...)...)
		i++
	}
	return string(out)
}

func punyThreshold(k, bias int) int { return min(max(k-bias, punyMin), punyMax) }

func punyAdapt(delta, points int, first bool) int {
	if first {
		delta /= punyDamp
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for ; delta > (punyBase-punyMin)*punyMax/2; k += punyBase {
		delta /= punyBase - punyMin
	}
	return k + (punyBase-punyMin+1)*delta/(delta+punySkew)
}

// punyPrefix marks a label of a domain that is Punycode.
const punyPrefix = "xn--"

// PunycodeDomainToString is punycode_domain_to_string(): a domain with those of its labels in Punycode that are not
// ASCII. The ideographic and the half-width full stop separate labels too (Kusto: punycode-domain-to-string-function).
func PunycodeDomainToString(domain string) string {
	labels := strings.Split(strings.NewReplacer("。", ".", "．", ".", "｡", ".").Replace(domain), ".")
	for i, label := range labels {
		if isASCII(label) {
			continue
		}
		code := PunycodeFromString(label)
		if code == "" {
			return ""
		}
		labels[i] = punyPrefix + code
	}
	return strings.Join(labels, ".")
}

// PunycodeDomainFromString is punycode_domain_from_string(): a domain with its labels in Punycode decoded
// (Kusto: punycode-domain-from-string-function).
func PunycodeDomainFromString(encoded string) string {
	labels := strings.Split(encoded, ".")
	for i, label := range labels {
		if !StartsWith(label, punyPrefix) {
			continue
		}
		if labels[i] = PunycodeToString(label[len(punyPrefix):]); labels[i] == "" {
			return ""
		}
	}
	return strings.Join(labels, ".")
}
