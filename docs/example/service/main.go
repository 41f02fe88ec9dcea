// Service hands events to an evaluator as they come up in a Go program.
package main

import (
	"fmt"
	"log"
	"time"

	rule "github.com/kqlc/kqlc/generated/t1609containeradministrationcommand"
	"github.com/kqlc/kqlc/generated/tables/defender"
	"github.com/kqlc/kqlc/kql"
)

func main() {
	noon := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	now, ok := kql.DateTimeOf(noon)
	if !ok {
		log.Fatal("Kusto's time ends with the year 9999")
	}
	evaluator := rule.New(kql.Env{Now: now}, func(row *rule.Row) {
		fmt.Println(row.RiskScore, row.DeviceName, row.ProcessCommandLine)
	})

	event := defender.DeviceProcessEvents{
		TimeGenerated: kql.Null[kql.DateTime]{V: now - kql.DateTime(kql.Hour), OK: true},
		DeviceName:    "node-1",
		FileName:      "docker",
	}
	for _, command := range []string{"docker ps", "docker exec web sh", "docker run -it --privileged alpine"} {
		event.ProcessCommandLine = command
		evaluator.DeviceProcessEvents(&event)
	}
	evaluator.Close()
}
