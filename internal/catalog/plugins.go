package catalog

import (
	"github.com/kqlc/kqlc/internal/types"
)

// plugins are the plugins of evaluate.
var plugins = []Function{
	{
		Sigs:   []string{"active_users_count(IdColumn: column flat, TimelineColumn: column summable, Start: const summable, End: const summable, LookbackWindow: const summable, Period: const summable, ActivePeriods: const summable, Step: const summable, [Dimension: column flat*]) custom"},
		Return: columnsThen("TimelineColumn", "Dimension", "dcount:long"),
		Doc:    "Counts distinct values that occurred often enough in a look-back window.",
		Inline: true,
	},
	{
		Sigs:   []string{"activity_counts_metrics(IdColumn: column flat, TimelineColumn: column summable, Start: const summable, End: const summable, Step: const summable, [Dimension: column flat*]) custom"},
		Return: columnsThen("TimelineColumn", "Dimension", "count:long, dcount:long, new_dcount:long, aggregated_dcount:long"),
		Doc:    "Counts distinct and new values a window.",
		Inline: true,
	},
	{
		Sigs: []string{
			"activity_engagement(IdColumn: column flat, TimelineColumn: column summable, InnerActivityWindow: const summable, OuterActivityWindow: const summable) custom",
			"activity_engagement(IdColumn: column flat, TimelineColumn: column summable, Start: const summable, End: const summable, InnerActivityWindow: const summable, OuterActivityWindow: const summable, [Dimension: column flat*]) custom",
		},
		Return: columnsThen("TimelineColumn", "Dimension", "dcount_activities_inner:long, dcount_activities_outer:long, activity_ratio:real"),
		Doc:    "Relates distinct values of a window to those of a wider one.",
		Inline: true,
	},
	{
		Sigs: []string{
			"activity_metrics(IdColumn: column scalar, TimelineColumn: column summable, Start: const summable, End: const summable, Step: const summable, [Dimension: column flat*]) custom",
			"activity_metrics(IdColumn: column scalar, TimelineColumn: column summable, [Start: const summable], [End: const summable]) custom",
		},
		Return: columnsThen("TimelineColumn", "Dimension", "dcount_values:long, dcount_newvalues:long, retention_rate:real, churn_rate:real"),
		Doc:    "Gives distinct, new, kept and lost values a window.",
		Inline: true,
	},
	{
		Sigs:    []string{"azure_digital_twins_query_request(endpoint: string, sql_query: string) custom"},
		Return:  anyTable,
		Doc:     "Queries Azure Digital Twins.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:   []string{"autocluster([SizeWeight: real ~], [WeightColumn: column scalar ~], [NumSeeds: integer ~], [CustomWildcard: scalar*]) custom"},
		Return: beforeRow("SegmentId:long, Count:long, Percent:real"),
		Doc:    "Finds common patterns of values.",
		Inline: true,
	},
	{
		Sigs:   []string{"bag_unpack(column: column scalar, [column_prefix: nonempty string], [columnsConflict: string], [ignoredProperties: dynamic]) custom"},
		Return: bagUnpack, Layout: layoutLabelled,
		Doc:    "Makes a column of each property of a bag.",
		Inline: true,
	},
	{
		Sigs:   []string{"basket([Threshold: real ~], [WeightColumn: column scalar ~], [MaxDimensions: integer ~], [CustomWildcard: scalar*]) custom"},
		Return: beforeRow("SegmentId:long, Count:long, Percent:real"),
		Doc:    "Finds frequent patterns of values.",
		Inline: true,
	},
	{
		Sigs:    []string{"cosmosdb_sql_request(connection_string: string, sql_query: string, [sql_parameters: bag], [options: bag]) custom"},
		Return:  anyTable,
		Doc:     "Queries Azure Cosmos DB.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:    []string{"csharp(OutputSchema: type, Script: string, [Arguments: bag]) custom"},
		Return:  outputSchema,
		Doc:     "Runs a C# script over the table.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:   []string{"dcount_intersect(hll: array*2-32767) custom"},
		Return: dcountIntersect,
		Doc:    "Estimates the sizes of intersections of sketches.",
		Inline: true,
	},
	{
		Sigs:    []string{"diffpatterns(SplitColumn: column scalar, SplitValueA: string, SplitValueB: string, [WeightColumn: column scalar ~], [Threshold: real ~], [MaxDimensions: integer ~], [CustomWildcard: scalar*]) custom"},
		Return:  beforeRow("SegmentId:long, CountA:long, CountB:long, PercentA:real, PercentB:real, PercentDiffAB:real"),
		Service: withoutSplitColumn,
		Doc:     "Finds patterns that tell two sets of rows apart.",
		Inline:  true,
	},
	{
		Sigs: []string{"diffpatterns_text(TextColumn: column string, BooleanCondition: bool, [MinTokens: integer], " +
			"[Threshold: number], [MaxTokens: integer]) (Count_of_True:long, Count_of_False:long, Percent_of_True:real, " +
			"Percent_of_False:real, Pattern:string)"},
		ServiceOnly: true,
		Doc:         "Finds patterns of words that tell two sets of texts apart.",
		Missing:     "this plugin is not implemented",
	},
	{
		Sigs:        []string{"schema_merge([PreserveOrder: bool]) (ColumnName:string, ColumnOrdinal:long, DataType:string, ColumnType:string)"},
		ServiceOnly: true,
		Doc:         "Merges what getschema gives of several tables into one schema.",
		Inline:      true,
	},
	{
		Sigs:   []string{"estimate_rows_count() (EstimatedRowsCount:long)"},
		Doc:    "Estimates the count of rows: counts them.",
		Inline: true,
	},
	{
		Sigs:    []string{"execute_show_command(connection_string: string, command: string) custom"},
		Return:  anyTable,
		Doc:     "Runs a command that shows something.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:    []string{"execute_query(connection_string: string, query: string) custom"},
		Return:  anyTable,
		Doc:     "Runs a query elsewhere.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:    []string{"external_datatable() custom"},
		Return:  anyTable,
		Doc:     "Gives a table that the client sends.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:    []string{"funnel_sequence(IdColumn: column flat, TimelineColumn: column summable, Start: const summable, End: const summable, MaxWindowSizeBetweenSteps: const summable, Step: const summable, StateColumn: column flat, Sequence: const array) custom"},
		Return:  funnelSequence,
		Doc:     "Counts the steps before and after a sequence of states.",
		Missing: "this plugin is not implemented",
	},
	{
		Sigs:   []string{"funnel_sequence_completion(IdColumn: column flat, TimelineColumn: column summable, Start: const summable, End: const summable, BinSize: const summable, StateColumn: column flat, Sequence: const array, MaxSequencePeriods: const array) custom"},
		Return: funnelCompletion,
		Doc:    "Counts completed steps of a sequence within periods.",
		Inline: true,
	},
	{
		Sigs:    []string{"http_request(Uri: const string, [RequestHeaders: bag], [Options: bag]) (ResponseHeaders:bag, ResponseBody:dynamic)"},
		Doc:     "Sends a GET request.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:    []string{"http_request_post(Uri: const string, [RequestHeaders: bag], [Options: bag], [Content: const string]) (ResponseHeaders:bag, ResponseBody:dynamic)"},
		Doc:     "Sends a POST request.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:   []string{"identity() custom"},
		Return: sameRow,
		Doc:    "Gives the table as it is.",
		Inline: true,
	},
	{
		Sigs:    []string{"identity_v3(mode: const string, exceptionText: const string) custom"},
		Return:  sameRow,
		Doc:     "Gives the table as it is, for tests.",
		Missing: "this plugin is not implemented",
	},
	{
		Sigs:    []string{"infer_storage_schema(Options: bag) (CslSchema:string)"},
		Doc:     "Guesses the columns of files.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:    []string{"infer_storage_schema_with_suggestions(Options: bag) (SuggestedTableSchema:string)"},
		Doc:     "Guesses the columns of files and suggests better ones.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:   []string{"geo_polygon_lookup(LookupTable: tabular, LookupPolygonKey: column0 bag, SourceLongitude: column scalar, SourceLatitude: column scalar, [radius: literal real], [return_unmatched: literal bool], [lookup_area_radius: literal real], [return_lookup_key: literal bool]) custom"},
		Return: lookupColumns, Layout: layoutLookup,
		Doc:    "Adds the columns of polygons that hold a point.",
		Inline: true,
	},
	{
		Sigs:   []string{"geo_line_lookup(LookupTable: tabular, LookupLineKey: column0 bag, SourceLongitude: column scalar, SourceLatitude: column scalar, radius: literal real, [return_unmatched: literal bool], [lookup_area_radius: literal real], [return_lookup_key: literal bool]) custom"},
		Return: lookupColumns, Layout: layoutLookup,
		Doc:    "Adds the columns of lines near a point.",
		Inline: true,
	},
	{
		Sigs:   []string{"ipv4_lookup(LookupTable: tabular, SourceIPv4Key: column scalar, IPv4LookupKey: column0 scalar, [ExtraKey: common0 scalar*], [return_unmatched: literal bool]) custom"},
		Return: lookupColumns, Layout: layoutIPv4Lookup,
		Doc:    "Adds the columns of the networks that hold an IPv4 address.",
		Inline: true,
	},
	{
		Sigs:   []string{"ipv6_lookup(LookupTable: tabular, SourceIPv6Key: column scalar, IPv6LookupKey: column0 scalar, [return_unmatched: literal bool]) custom"},
		Return: lookupColumns, Layout: layoutInOrder,
		Doc:    "Adds the columns of the networks that hold an IPv6 address.",
		Inline: true,
	},
	{
		Sigs:   []string{"narrow() (Row:long, Column:string, Value:string)"},
		Doc:    "Turns each cell into a row.",
		Inline: true,
	},
	{
		Sigs:   []string{"new_activity_metrics(IdColumn: column flat, TimelineColumn: column summable, Start: const summable, End: const summable, Window: scalar, [Cohort: const scalar], [Dimension: column flat*], [lookback: tabular]) custom"},
		Return: newActivityMetrics, Layout: layoutNewActivity,
		Doc:    "Gives new, kept and lost values by cohort.",
		Inline: true,
	},
	{
		Sigs:   []string{"pivot(pivotColumn: column flat, [aggregateFunction: aggregate scalar], [columnName: column scalar*]) custom"},
		Return: pivot,
		Doc:    "Makes columns of a column's values, with an aggregate a cell.",
		Inline: true,
	},
	{
		Sigs:   []string{"preview(NumberOfRows: integer) custom"},
		Return: preview,
		Doc:    "Gives the first rows and the count of all.",
		Inline: true,
	},
	{
		Sigs:    []string{"python(OutputSchema: type, Script: string, [Arguments: bag], [Artifacts: bag]) custom"},
		Return:  outputSchema,
		Doc:     "Runs a Python script over the table.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:    []string{"r(OutputSchema: type, Script: string, [Arguments: bag]) custom"},
		Return:  outputSchema,
		Doc:     "Runs an R script over the table.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:   []string{"rolling_percentile(ValueColumn: column summable, Percentile: const number, IndexColumn: column summable, BinSize: summable, BinsPerWindow: const integer, [Dimension: column flat*]) custom"},
		Return: rollingPercentile,
		Doc:    "Gives a percentile over a moving window.",
		Inline: true,
	},
	{
		Sigs:   []string{"rows_near(Condition: bool, NumRows: const integer, [NumRowsAfter: const integer]) custom"},
		Return: sameRow,
		Doc:    "Gives the rows near those that meet a condition.",
		Inline: true,
	},
	{
		Sigs:   []string{"session_count(IdColumn: column flat, TimelineColumn: column summable, Start: const summable, End: const summable, Bin: const summable, LookBackWindow: const summable, [Dimension: column flat*]) custom"},
		Return: columnsThen("TimelineColumn", "Dimension", "count_sessions:long"),
		Doc:    "Counts sessions over a timeline.",
		Inline: true,
	},
	{
		Sigs:   []string{"sequence_detect(TimelineColumn: column summable, MaxSeqeunceStepWindow: const summable, MaxSequenceSpan: const summable, Expr: bool*, [Dimension: column flat*]) custom"},
		Return: sequenceDetect, Layout: layoutSequence,
		Doc:    "Finds sequences of events.",
		Inline: true,
	},
	{
		Sigs:   []string{"sliding_window_counts(IdColumn: column flat, TimelineColumn: column summable, Start: const summable, End: const summable, LookBackWindow: const summable, Step: const summable, [Dimension: column flat*]) custom"},
		Return: columnsThen("TimelineColumn", "Dimension", "Count:long, Dcount:long"),
		Doc:    "Counts rows and distinct values over a moving window.",
		Inline: true,
	},
	{
		Sigs:    []string{"sql_request(connection_string: string, sql_query: string, [sql_parameters: bag], [options: bag]) custom"},
		Return:  anyTable,
		Doc:     "Queries a SQL Server.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:    []string{"mysql_request(connection_string: string, sql_query: string, [sql_parameters: bag], [options: bag]) custom"},
		Return:  anyTable,
		Doc:     "Queries a MySQL server.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:   []string{"postgresql_request(connection_string: string, sql_query: string, [sql_parameters: bag], [options: bag]) custom"},
		Return: anyTable, Hidden: true,
		Doc:     "Queries a PostgreSQL server.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:   []string{"dax_request(connection_string: string, dax_query: string, [dax_parameters: bag], [options: bag]) custom"},
		Return: anyTable, Hidden: true,
		Doc:     "Queries a semantic model.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:   []string{"ai_embed_text(Text: scalar, ConnectionString: string, [Options: bag], [IncludeErrorMessages: bool]) custom"},
		Return: aiColumn("Text", "embedding", types.Dynamic), Instead: "ai_embeddings", Hidden: true,
		Doc:     "Embeds texts by a language model.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:    []string{"ai_chat_completion(Prompt: array, ConnectionString: string, [Options: bag], [IncludeErrorMessages: bool]) custom"},
		Return:  aiColumn("Prompt", "completion", types.String),
		Doc:     "Completes chats by a language model.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:    []string{"ai_chat_completion_prompt(Prompt: string, ConnectionString: string, [Options: bag], [IncludeErrorMessages: bool]) custom"},
		Return:  aiColumn("Prompt", "completion", types.String),
		Doc:     "Completes prompts by a language model.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
	{
		Sigs:    []string{"ai_embeddings(Text: scalar, ConnectionString: string, [Options: bag], [IncludeErrorMessages: bool]) custom"},
		Return:  aiColumn("Text", "embeddings", types.Dynamic),
		Doc:     "Embeds texts by a language model.",
		Missing: "it asks a service or runs a script, which a compiled rule cannot: compute it before, and give it as a table",
	},
}
