package catalog

// entityFunctions are the functions that name entities, and those that ask the service about itself.
var entityFunctions = []Function{
	{
		Sigs: []string{"cluster(name: string) cluster"},
		Doc:  "Names a cluster, for tables of another one.",
	},
	{
		Sigs: []string{"database([name: string]) database"},
		Doc:  "Names a database of the cluster; without a name the current one.",
	},
	{
		Sigs: []string{"table(name: string, [query_data_scope: string]) table"},
		Doc:  "Names a table by a constant text.",
	},
	{
		Sigs: []string{
			"external_table(name: string, [mapping: string]) external",
			"external_table(name: string, max_age: timespan) external",
		},
		Doc: "Names a table whose data lie outside.",
	},
	{
		Sigs: []string{"materialized_view(name: string, [max_age: timespan]) view"},
		Doc:  "Names a materialized view, as of its last update.",
	},
	{
		Sigs: []string{"entity_group(name: string) group"},
		Doc:  "Names a stored group of databases.",
	},
	{
		Sigs: []string{
			"stored_query_result(name: string) stored",
			"stored_query_result(name: string, index: long) stored",
			"stored_query_result(name: string, table_name: string) stored",
		},
		Doc: "Names the kept result of an earlier query.",
	},
	{
		Sigs: []string{
			"graph(name: string, [snapshot: string]) graph",
			"graph(name: string, volatile: bool) graph",
		},
		Doc: "Names a stored graph.",
	},
	{
		Sigs: []string{"current_cluster_endpoint() string"},
		Doc:  "Names the cluster that evaluates the query.",
	},
	{
		Sigs: []string{"current_database() string"},
		Doc:  "Names the database that evaluates the query.",
	},
	{
		Sigs: []string{"current_principal() string"},
		Doc:  "Names the principal that runs the query.",
	},
	{
		Sigs: []string{"current_principal_details() {UserPrincipalName:string, IdentityProvider:string, Authority:string, Mfa:string, Type:string, DisplayName:string, ObjectId:string, FQN:string, Notes:string}"},
		Doc:  "Gives what is known of the principal that runs the query.",
	},
	{
		Sigs: []string{"current_principal_is_member_of(group: texts*64) bool"},
		Doc:  "Tells whether the principal that runs the query belongs to a group.",
	},
	{
		Sigs: []string{"extent_id() guid"},
		Doc:  "Gives the id of the shard that a row is kept in.",
	},
	{
		Sigs:    []string{"extentid() guid"},
		Instead: "extent_id", Hidden: true,
		Doc: "Gives the id of the shard that a row is kept in.",
	},
	{
		Sigs: []string{"extent_tags() [string]"},
		Doc:  "Gives the tags of the shard that a row is kept in.",
	},
	{
		Sigs:   []string{"current_node_id() string"},
		Hidden: true,
		Doc:    "Names the node that evaluates the row.",
	},
	{
		Sigs:   []string{"ingestion_time() datetime"},
		Naming: PrefixAlone, Prefix: "$IngestionTime",
		Doc: "Gives the time at which a row was taken in.",
	},
	{
		Sigs: []string{"row_id() string"},
		Doc:  "Gives an id of the row.",
	},
	{
		Sigs: []string{"cursor_after(cursor: string) bool"},
		Doc:  "Tells whether a row was taken in after a cursor.",
	},
	{
		Sigs: []string{"cursor_before_or_at(cursor: string) bool"},
		Doc:  "Tells whether a row was taken in up to a cursor.",
	},
	{
		Sigs: []string{"cursor_current() string"},
		Doc:  "Gives the cursor of the database.",
	},
	{
		Sigs:    []string{"current_cursor() string"},
		Instead: "cursor_current", Hidden: true,
		Doc: "Gives the cursor of the database.",
	},
	{
		Sigs:   []string{"rowstore_ordinal_range() dynamic"},
		Hidden: true,
		Doc:    "Gives a range of the row store.",
	},
	{
		Sigs: []string{
			"estimate_data_size(column: column scalar*) long",
			"estimate_data_size(column: star scalar) long",
		},
		Doc: "Estimates the bytes of columns of a row.",
	},
	{
		Sigs: []string{"new_guid() guid"},
		Doc:  "Gives a new random guid.",
	},
	{
		Sigs:   []string{"__invoke(name: literal string, type: literal type, [arg: any*]) P1type"},
		Hidden: true, Foldable: true,
		Doc: "Calls a function by name.",
	},
	{
		Sigs:   []string{"__cast(type: literal type, value: scalar) P0type"},
		Hidden: true, Foldable: true,
		Doc: "Gives a value another type.",
	},
	{
		Sigs:     []string{"geo_info_from_ip_address(ip: string) dynamic"},
		Foldable: true,
		Doc:      "Tells where on Earth an IP address is registered.",
	},
	{
		Sigs:     []string{"column_names_of(table: tabular) [string]"},
		Foldable: true,
		Doc:      "Lists the columns of a table.",
	},
}
