package catalog

import "github.com/kqlc/kqlc/kql"

// entityFunctions are the functions that name entities, and those that ask the service about itself.
var entityFunctions = []Function{
	{
		Sigs:    []string{"cluster(name: string) cluster"},
		Doc:     "Names a cluster, for tables of another one.",
		Missing: "a compiled rule reads its input only, not other stores",
	},
	{
		Sigs:   []string{"database([name: string]) database"},
		Doc:    "Names a database of the cluster; without a name the current one.",
		Inline: true,
	},
	{
		Sigs:   []string{"table(name: string, [query_data_scope: string]) table"},
		Doc:    "Names a table by a constant text.",
		Inline: true,
	},
	{
		Sigs: []string{
			"external_table(name: string, [mapping: string]) external",
			"external_table(name: string, max_age: timespan) external",
		},
		Doc:     "Names a table whose data lie outside.",
		Missing: "a compiled rule reads its input only, not other stores",
	},
	{
		Sigs:    []string{"materialized_view(name: string, [max_age: timespan]) view"},
		Doc:     "Names a materialized view, as of its last update.",
		Missing: "a compiled rule reads its input only, not other stores",
	},
	{
		Sigs:    []string{"entity_group(name: string) group"},
		Doc:     "Names a stored group of databases.",
		Missing: "a compiled rule reads its input only, not other stores",
	},
	{
		Sigs: []string{
			"stored_query_result(name: string) stored",
			"stored_query_result(name: string, index: long) stored",
			"stored_query_result(name: string, table_name: string) stored",
		},
		Doc:     "Names the kept result of an earlier query.",
		Missing: "a compiled rule reads its input only, not other stores",
	},
	{
		Sigs: []string{
			"graph(name: string, [snapshot: string]) graph",
			"graph(name: string, volatile: bool) graph",
		},
		Doc:     "Names a stored graph.",
		Missing: "a compiled rule reads its input only, not other stores",
	},
	{
		Sigs:    []string{"current_cluster_endpoint() string"},
		Doc:     "Names the cluster that evaluates the query.",
		Missing: "it tells about the service and its user",
	},
	{
		Sigs:    []string{"current_database() string"},
		Doc:     "Names the database that evaluates the query.",
		Missing: "it tells about the service and its user",
	},
	{
		Sigs:    []string{"current_principal() string"},
		Doc:     "Names the principal that runs the query.",
		Missing: "it tells about the service and its user",
	},
	{
		Sigs:    []string{"current_principal_details() {UserPrincipalName:string, IdentityProvider:string, Authority:string, Mfa:string, Type:string, DisplayName:string, ObjectId:string, FQN:string, Notes:string}"},
		Doc:     "Gives what is known of the principal that runs the query.",
		Missing: "it tells about the service and its user",
	},
	{
		Sigs:    []string{"current_principal_is_member_of(group: texts*64) bool"},
		Doc:     "Tells whether the principal that runs the query belongs to a group.",
		Missing: "it tells about the service and its user",
	},
	{
		Sigs:    []string{"extent_id() guid"},
		Doc:     "Gives the id of the shard that a row is kept in.",
		Missing: "it tells about the storage of the service",
	},
	{
		Sigs:    []string{"extentid() guid"},
		Instead: "extent_id", Hidden: true,
		Doc:     "Gives the id of the shard that a row is kept in.",
		Missing: "it tells about the storage of the service",
	},
	{
		Sigs:    []string{"extent_tags() [string]"},
		Doc:     "Gives the tags of the shard that a row is kept in.",
		Missing: "it tells about the storage of the service",
	},
	{
		Sigs:    []string{"current_node_id() string"},
		Hidden:  true,
		Doc:     "Names the node that evaluates the row.",
		Missing: "it is internal to Kusto",
	},
	{
		Sigs:   []string{"ingestion_time() datetime"},
		Naming: PrefixAlone, Prefix: "$IngestionTime",
		Doc:    "Gives the time at which a row was taken in; for a compiled rule, which reads events as they are, the event's own time.",
		Inline: true,
	},
	{
		Sigs:    []string{"row_id() string"},
		Doc:     "Gives an id of the row.",
		Missing: "it tells about the storage of the service",
	},
	{
		Sigs:    []string{"cursor_after(cursor: string) bool"},
		Doc:     "Tells whether a row was taken in after a cursor.",
		Missing: "it tells about the storage of the service",
	},
	{
		Sigs:    []string{"cursor_before_or_at(cursor: string) bool"},
		Doc:     "Tells whether a row was taken in up to a cursor.",
		Missing: "it tells about the storage of the service",
	},
	{
		Sigs:    []string{"cursor_current() string"},
		Doc:     "Gives the cursor of the database.",
		Missing: "it tells about the storage of the service",
	},
	{
		Sigs:    []string{"current_cursor() string"},
		Instead: "cursor_current", Hidden: true,
		Doc:     "Gives the cursor of the database.",
		Missing: "it tells about the storage of the service",
	},
	{
		Sigs:    []string{"rowstore_ordinal_range() dynamic"},
		Hidden:  true,
		Doc:     "Gives a range of the row store.",
		Missing: "it is internal to Kusto",
	},
	{
		Sigs: []string{
			"estimate_data_size(column: column scalar*) long",
			"estimate_data_size(column: star scalar) long",
		},
		Doc:    "Estimates the bytes of columns of a row.",
		Inline: true,
	},
	{
		Sigs:     []string{"new_guid() guid"},
		Doc:      "Gives a new random guid.",
		Volatile: true,
		Go:       []any{kql.NewGUID},
		Examples: []Example{
			{"strlen(tostring(new_guid()))", "36"},
			{"isnull(new_guid())", "False"},
		},
	},
	{
		Sigs:   []string{"__invoke(name: literal string, type: literal type, [arg: any*]) P1type"},
		Hidden: true, Foldable: true,
		Doc:     "Calls a function by name.",
		Missing: "it is internal to Kusto",
	},
	{
		Sigs:   []string{"__cast(type: literal type, value: scalar) P0type"},
		Hidden: true, Foldable: true,
		Doc:     "Gives a value another type.",
		Missing: "it is internal to Kusto",
	},
	{
		Sigs:     []string{"geo_info_from_ip_address(ip: string) dynamic"},
		Foldable: true,
		Doc:      "Tells where on Earth an IP address is registered, by the file of networks that --geo-ip names.",
		Go:       []any{kql.GeoInfoFromIPAddress},
		Examples: []Example{
			{"geo_info_from_ip_address('192.0.2.1')", "{}"},
			{"geo_info_from_ip_address('2001:db8::1')", "{}"},
			{"geo_info_from_ip_address('192.0.2.1').country", "null"},
			{"geo_info_from_ip_address('no address')", "null"},
			{"isnull(geo_info_from_ip_address(''))", "True"},
		},
	},
	{
		Sigs:     []string{"column_names_of(table: tabular) [string]"},
		Foldable: true,
		Doc:      "Lists the columns of a table.",
		Inline:   true,
	},
}
