package compile

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/internal/schema"
)

// partTables says of which tables a rule's rows may be evaluated in parts, with a plus where rows leave as they come.
var partTables = []struct{ rule, want string }{
	{`DeviceProcessEvents | where ProcessId > 5 | summarize count() by FileName`, "DeviceProcessEvents"},
	{`DeviceProcessEvents | summarize sum(ProcessId), avg(Timestamp) by FileName | extend x = rand()`, "DeviceProcessEvents"},
	{`DeviceProcessEvents | where Timestamp > ago(1d) | sort by ProcessId | extend n = row_number()`, "DeviceProcessEvents"},
	{`DeviceProcessEvents | where ProcessId > 5`, "DeviceProcessEvents+"},
	{`DeviceProcessEvents | extend r = rand()`, ""},
	{`DeviceProcessEvents | evaluate bag_unpack(AdditionalFields)`, ""},
	{`DeviceProcessEvents | parse FolderPath with * "/" a | mv-expand split(a, ".") | project a`, "DeviceProcessEvents+"},
	{`union DeviceProcessEvents, (DeviceNetworkEvents | summarize count() by DeviceName)`, "DeviceNetworkEvents,DeviceProcessEvents+"},
	{`DeviceProcessEvents | take 10 | summarize count() by FileName`, ""},
	{`DeviceProcessEvents | distinct FileName, DeviceName | summarize count() by FileName`, ""},
	{`DeviceProcessEvents | serialize n = row_number() | summarize max(n) by FileName`, ""},
	{`DeviceProcessEvents | serialize p = prev(ProcessId) | summarize max(p) by FileName`, ""},
	{`DeviceProcessEvents | where rand() < 0.5 | summarize count() by FileName`, ""},
	{`DeviceProcessEvents | summarize dcount(new_guid()) by FileName`, ""},
	{`DeviceProcessEvents | extend x = toscalar(rand()) | summarize max(x) by FileName`, ""},
	{`DeviceProcessEvents | extend x = geo_info_from_ip_address(FileName) | summarize make_set(x)`, ""},
	{`DeviceProcessEvents | sample 10 | summarize count() by FileName`, ""},
	{`DeviceProcessEvents | summarize sum(ProcessId / 2.0) by FileName`, ""},
	{`DeviceProcessEvents | summarize count(), avg(todecimal(ProcessId)) by FileName`, ""},
	{`DeviceProcessEvents | summarize stdev(ProcessId) by FileName`, ""},
	{`DeviceProcessEvents | summarize percentile(ProcessId, 50) by FileName`, ""},
	{`DeviceProcessEvents | summarize variance(ProcessId), tdigest(ProcessId)`, ""},
	{`DeviceProcessEvents | mv-apply p = split(FolderPath, "/") on (summarize count()) | summarize sum(count_)`, ""},
	{`DeviceProcessEvents | partition by FileName (summarize count())`, ""},
	{`DeviceProcessEvents | join kind=inner DeviceNetworkEvents on DeviceName | summarize count()`, ""},
	{`DeviceProcessEvents | summarize by DeviceName | join kind=inner DeviceNetworkEvents on DeviceName`, "DeviceProcessEvents"},
	{`let a = DeviceProcessEvents | summarize count() by DeviceName; a | join kind=inner (DeviceProcessEvents | distinct DeviceName) on DeviceName`, ""},
	{`let x = toscalar(DeviceNetworkEvents | summarize max(Timestamp)); DeviceProcessEvents | where Timestamp > x`, "DeviceNetworkEvents,DeviceProcessEvents"},
	{`DeviceProcessEvents | where DeviceName in ((DeviceNetworkEvents | project DeviceName)) | take 5`, "DeviceNetworkEvents,DeviceProcessEvents"},
	{`DeviceProcessEvents | where DeviceName in ((DeviceNetworkEvents | take 5 | project DeviceName)) | take 5`, "DeviceProcessEvents"},
	{`DeviceProcessEvents | where FileName in ((datatable(f: string) ["a"])) | count`, "DeviceProcessEvents"},
	{`DeviceProcessEvents | where FileName in ((externaldata(f: string) ["a.csv"])) | count`, ""},
	{`DeviceProcessEvents | count | extend n = toscalar(externaldata(f: string) ["a.csv"] | count)`, ""},
	{`union DeviceProcessEvents, (DeviceNetworkEvents | take 3) | summarize count() by DeviceName`, "DeviceProcessEvents"},
	{`DeviceProcessEvents | fork (summarize count()) (summarize max(ProcessId) by FileName)`, "DeviceProcessEvents"},
	{`DeviceProcessEvents | fork (summarize count()) (project FileName)`, "DeviceProcessEvents+"},
	{`DeviceProcessEvents | fork (summarize count()) (distinct FileName)`, ""},
	{`let t = materialize(DeviceProcessEvents | take 9); t | join kind=inner t on DeviceName`, ""},
}

func TestPartTables(t *testing.T) {
	c := New(schema.Builtin())
	for _, test := range partTables {
		q := c.Plan(test.rule)
		if !q.OK() {
			t.Errorf("%s: %v", test.rule, q.Diagnostics)
			continue
		}
		if err := c.Optimise(q); err != nil {
			t.Fatal(err)
		}
		parts := q.Plan.Parts()
		tables := slices.Sorted(maps.Keys(parts.Tables))
		for i, table := range tables {
			if parts.Streams[table] {
				tables[i] += "+"
			}
		}
		got := strings.Join(tables, ",")
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.rule, diff)
		}
	}
}
