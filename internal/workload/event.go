package workload

import (
	"hash/fnv"
	"strconv"
	"strings"
	"time"
)

const tenant = "0b6d2f4e-93c1-4f57-8a3e-5d1c7e2f9a60"

var words = []string{
	"checkout", "ledger", "catalog", "search", "mailer", "grafana", "redis", "billing", "auth", "gateway", "crash", "shop",
	"export", "images", "queue", "runner",
}

// write returns the line of event i: host h starts a process in the manner of u.
func (g *generator) write(i int, h host, u use) []byte {
	l := &g.line
	at := g.begin(i)
	l.text("TenantId", tenant)
	l.time("TimeGenerated", at)
	l.text("DeviceId", h.id)
	l.text("DeviceName", h.name)
	l.text("MachineGroup", h.group)
	l.text("ActionType", "ProcessCreated")
	g.process(h, u, at)
	g.parent(h, u, at)
	g.additional(h)
	l.number("ReportId", int64(i%100_000))
	l.text("SourceSystem", "")
	l.text("Type", "DeviceProcessEvents")
	return l.end()
}

// process writes the columns of the process.
func (g *generator) process(h host, u use, at time.Time) {
	l, id := &g.line, g.id()
	l.text("AccountDomain", h.domain)
	l.text("AccountName", h.user)
	l.text("AccountObjectId", h.oid)
	l.text("AccountSid", h.sid)
	l.text("AccountUpn", h.upn)
	l.text("FileName", u.file)
	l.text("FolderPath", u.folder+u.file)
	l.number("FileSize", int64(fingerprint(u.file)%90_000_000))
	l.text("ProcessCommandLine", g.fill(h, u.command))
	l.number("ProcessId", id)
	l.time("ProcessCreationTime", at.Add(-17*time.Millisecond))
	l.text("ProcessIntegrityLevel", onWindows(h, "Medium"))
	l.text("ProcessTokenElevation", onWindows(h, "TokenElevationTypeLimited"))
	l.boolean("IsProcessRemoteSession", false)
	l.number("LogonId", int64(fingerprint(h.name)%1_000_000))
	l.number("CreatedProcessSessionId", 1)
	l.text("SHA1", sha256(u.file)[:40])
	l.text("SHA256", sha256(u.file))
	g.version("Process", u.vendor)
}

// parent writes the columns of the process that started it.
func (g *generator) parent(h host, u use, at time.Time) {
	l, id := &g.line, g.id()
	l.text("InitiatingProcessAccountDomain", h.domain)
	l.text("InitiatingProcessAccountName", h.user)
	l.text("InitiatingProcessAccountSid", h.sid)
	l.text("InitiatingProcessFileName", u.parent)
	l.text("InitiatingProcessFolderPath", strings.ToLower(u.parentFolder+u.parent))
	l.number("InitiatingProcessFileSize", int64(fingerprint(u.parent)%90_000_000))
	l.text("InitiatingProcessCommandLine", g.fill(h, u.parentCommand))
	l.number("InitiatingProcessId", id)
	l.time("InitiatingProcessCreationTime", at.Add(-time.Duration(id)*time.Second))
	l.text("InitiatingProcessIntegrityLevel", onWindows(h, "Medium"))
	l.text("InitiatingProcessTokenElevation", onWindows(h, "TokenElevationTypeLimited"))
	l.number("InitiatingProcessLogonId", int64(fingerprint(h.name)%1_000_000))
	l.text("InitiatingProcessSignerType", onWindows(h, "OsVendor"))
	l.text("InitiatingProcessSignatureStatus", onWindows(h, "Valid"))
	l.text("InitiatingProcessParentFileName", u.grandparent)
	l.number("InitiatingProcessParentId", id/2)
	l.number("InitiatingProcessSessionId", 1)
	l.text("InitiatingProcessSHA256", sha256(u.parent))
	g.version("InitiatingProcess", u.vendor)
}

// additional writes AdditionalFields, which is an object on Linux.
func (g *generator) additional(h host) {
	if h.windows {
		g.line.raw("AdditionalFields", "null")
		return
	}
	g.line.raw("AdditionalFields", `{"ProcessPosixProcessGroupId":`+strconv.FormatInt(g.id(), 10)+
		`,"ProcessPosixEffectiveUser":{"Name":"`+h.user+`","DomainName":"`+h.name+`","PosixUserId":0},"InitiatingProcessPosixAttachedTerminal":null}`)
}

// sha256 stands for the hash of a file.
func sha256(file string) string {
	return strings.Repeat(strconv.FormatUint(fingerprint(file)|1<<63, 16), 4)
}

// version writes what the version resource of a file of Windows says.
func (g *generator) version(prefix string, v *vendor) {
	if v == nil {
		return
	}
	g.line.text(prefix+"VersionInfoCompanyName", v.company)
	g.line.text(prefix+"VersionInfoProductName", v.product)
	g.line.text(prefix+"VersionInfoProductVersion", v.version)
}

// fill gives a command line with its places filled.
func (g *generator) fill(h host, command string) string {
	out := g.text[:0]
	for {
		before, after, found := strings.Cut(command, "{")
		out = append(out, before...)
		if !found {
			break
		}
		place, rest, _ := strings.Cut(after, "}")
		switch place {
		case "word":
			out = append(out, pick(g.rand, words)...)
		case "n":
			out = strconv.AppendInt(out, 1+g.rand.Int64N(9999), 10)
		case "octet":
			out = strconv.AppendInt(out, 1+g.rand.Int64N(254), 10)
		case "hex":
			out = strconv.AppendUint(out, g.rand.Uint64(), 16)
		case "user":
			out = append(out, h.user...)
		default:
			out = append(append(out, '{'), place...)
			rest = after[len(place):]
		}
		command = rest
	}
	g.text = out
	return string(out)
}

func (g *generator) id() int64 { return 300 + g.rand.Int64N(60_000) }

func onWindows(h host, value string) string {
	if h.windows {
		return value
	}
	return ""
}

// fingerprint is a number that stands for a name.
func fingerprint(name string) uint64 {
	f := fnv.New64a()
	f.Write([]byte(name))
	return f.Sum64()
}
