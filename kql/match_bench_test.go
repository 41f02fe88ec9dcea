package kql

import (
	"fmt"
	"strings"
	"testing"
)

// commandLines are process command lines of the lengths and kinds that servers and workstations show.
var commandLines = []string{
	`"C:\Program Files\Google\Chrome\Application\chrome.exe" --type=renderer --extension-process --lang=en-GB --device-scale-factor=1.25 --num-raster-threads=4 --enable-main-frame-before-activation --renderer-client-id=57 --launch-time-ticks=33951728420 --field-trial-handle=2052,i,8817310284407105310,16385027735507424521,262144`,
	`C:\Windows\System32\svchost.exe -k netsvcs -p -s Schedule`,
	`/usr/bin/containerd-shim-runc-v2 -namespace moby -id 2f1d0c5b9a7e4c6d8f3b -address /run/containerd/containerd.sock`,
	`powershell.exe -NoProfile -ExecutionPolicy Bypass -File "C:\ProgramData\Agent\collect.ps1" -Interval 300 -Verbose`,
	`kubectl get pods --namespace production --output wide --watch`,
	`/bin/bash -c 'for f in /var/log/app/*.log; do gzip -9 "$f"; done'`,
	`git --no-optional-locks status --porcelain=v2 --branch --untracked-files=all`,
	`java -Xms2g -Xmx2g -XX:+UseG1GC -Dspring.profiles.active=prod -jar /opt/services/billing/billing-3.14.2.jar --server.port=8443`,
}

func benchmarkLines(b *testing.B, f func(text string) bool) {
	b.Helper()
	size, found := 0, 0
	for _, l := range commandLines {
		size += len(l)
	}
	b.SetBytes(int64(size / len(commandLines)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if f(commandLines[i%len(commandLines)]) {
			found++
		}
	}
}

func BenchmarkHas(b *testing.B) {
	for _, needle := range []string{"exec", "-it", "--security-opt label=disable", "run", "мир"} {
		term := NewTerm(needle)
		b.Run("needle="+needle+"/impl=HasTerm", func(b *testing.B) {
			benchmarkLines(b, func(text string) bool { return HasTerm(text, term) })
		})
		b.Run("needle="+needle+"/impl=Has", func(b *testing.B) {
			benchmarkLines(b, func(text string) bool { return Has(text, needle) })
		})
		lower := strings.ToLower(needle)
		b.Run("needle="+needle+"/impl=ToLower+Index", func(b *testing.B) {
			benchmarkLines(b, func(text string) bool { return strings.Contains(strings.ToLower(text), lower) })
		})
	}
}

func BenchmarkHasAny(b *testing.B) {
	words := strings.Fields(`attach whoami mimikatz sekurlsa certutil bitsadmin regsvr32 rundll32 mshta wmic cscript
		wscript psexec procdump ntdsutil vssadmin bcdedit wevtutil schtasks nltest`)
	for _, n := range []int{3, 6, 10, 20} {
		terms := NewTerms(words[:n]...)
		each := terms
		each.index, each.literals = nil, nil
		indexed := terms
		indexed.index = newTermIndex(terms.terms)
		indexed.literals = nil
		b.Run(fmt.Sprintf("needles=%d/impl=HasAnyTerm", n), func(b *testing.B) {
			benchmarkLines(b, func(text string) bool { return HasAnyTerm(text, terms) })
		})
		b.Run(fmt.Sprintf("needles=%d/impl=each", n), func(b *testing.B) {
			benchmarkLines(b, func(text string) bool { return HasAnyTerm(text, each) })
		})
		b.Run(fmt.Sprintf("needles=%d/impl=index", n), func(b *testing.B) {
			benchmarkLines(b, func(text string) bool { return HasAnyTerm(text, indexed) })
		})
		b.Run(fmt.Sprintf("needles=%d/impl=ToLower+Index", n), func(b *testing.B) {
			benchmarkLines(b, func(text string) bool {
				text = strings.ToLower(text)
				for _, w := range words[:n] {
					if strings.Contains(text, w) {
						return true
					}
				}
				return false
			})
		})
	}
}

func BenchmarkInFoldSet(b *testing.B) {
	tools := []string{"docker", "kubectl", "crictl", "ctr", "nerdctl", "podman"}
	set := NewFoldSet(tools...)
	names := []string{"chrome.exe", "svchost.exe", "Kubectl", "bash", "python3", "containerd-shim-runc-v2"}
	for name, f := range map[string]func(string) bool{
		"InFoldSet": func(s string) bool { return InFoldSet(s, set) },
		"InFold":    func(s string) bool { return InFold(s, tools...) },
	} {
		b.Run("impl="+name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				f(names[i%len(names)])
			}
		})
	}
}

func BenchmarkEqualFold(b *testing.B) {
	for name, f := range map[string]func(a, b string) bool{"=~": EqualFold, "startswith": StartsWith, "endswith": EndsWith} {
		b.Run("operator="+name, func(b *testing.B) {
			other := `C:\WINDOWS\system32\SVCHOST.EXE -k netsvcs -p -s Schedule`
			benchmarkLines(b, func(text string) bool { return f(text, other) })
		})
	}
}
