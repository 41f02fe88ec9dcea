package workload

import (
	"fmt"
	"math/rand/v2"
)

const hostCount = 400

// host is a device with its usual user.
type host struct {
	name, id, group string
	windows         bool
	domain, user    string
	sid, upn, oid   string
}

var (
	sites = []string{"ber", "osl", "lis", "tor", "sgp"}
	roles = []string{"web", "build", "db", "k8s", "edge"}
	users = []string{
		"a.lind", "b.okafor", "c.weiss", "d.moreau", "e.tanaka", "f.rossi", "g.novák", "h.sørensen", "i.petrova", "j.silva",
		"svc-deploy", "svc-backup", "k.müller", "l.chen", "m.haddad", "n.kowalski",
	}
	daemons = []string{"root", "root", "root", "www-data", "gitlab-runner", "prometheus", "postgres", "deploy"}
)

// newHost makes host i: two of three run Windows.
func newHost(r *rand.Rand, i int) host {
	h := host{windows: i%3 != 0, id: fmt.Sprintf("%016x%016x%08x", r.Uint64(), r.Uint64(), r.Uint32())}
	site := pick(r, sites)
	if !h.windows {
		h.name = fmt.Sprintf("%s-%s-%03d", site, pick(r, roles), i)
		h.domain = h.name
		h.user = pick(r, daemons)
		h.group = "linux-" + site
		return h
	}
	h.name = fmt.Sprintf("%s-pc%04d.corp.example", site, i)
	h.group = "clients-" + site
	h.domain = "corp"
	h.user = pick(r, users)
	h.sid = fmt.Sprintf("S-1-5-21-%d-%d-%d-%d", r.Uint32(), r.Uint32(), r.Uint32(), 1000+i)
	h.upn = h.user + "@corp.example"
	h.oid = guid(r)
	return h
}

func guid(r *rand.Rand) string {
	a, b := r.Uint64(), r.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", a>>32, a>>16&0xffff, a&0xfff, b>>52, b&0xffffffffffff)
}
