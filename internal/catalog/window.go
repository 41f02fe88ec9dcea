package catalog

// windowFunctions are the functions that look at other rows of a serialized table.
var windowFunctions = []Function{
	{
		Sigs:   []string{"row_number([startingIndex: long], [restart: bool]) long"},
		Doc:    "Numbers the rows, anew where a condition says so.",
		Inline: true,
	},
	{
		Sigs:   []string{"row_cumsum(term: number, [restart: bool]) P0"},
		Doc:    "Adds up a number over the rows so far, anew where a condition says so.",
		Inline: true,
	},
	{
		Sigs:    []string{"row_rank(column: flat, [dense: const bool]) long"},
		Instead: "row_rank_dense", Hidden: true,
		Doc:    "Ranks the rows by a sorted value.",
		Inline: true,
	},
	{
		Sigs:   []string{"row_rank_dense(term: flat, [restart: bool]) long"},
		Doc:    "Ranks the rows by a sorted value, without gaps.",
		Inline: true,
	},
	{
		Sigs:   []string{"row_rank_min(term: flat, [restart: bool]) long"},
		Doc:    "Ranks the rows by a sorted value, equal ones by the first of them.",
		Inline: true,
	},
	{
		Sigs:   []string{"row_window_session(expr: datetime, maxDistanceFromFirst: timespan, maxDistanceBetweenNeighbors: timespan, [restart: bool]) P0"},
		Doc:    "Gives the start of the session that a row belongs to.",
		Inline: true,
	},
	{
		Sigs:   []string{"prev(column: column scalar, [offset: long], [default_value: const scalar]) P0"},
		Doc:    "Gives a column of an earlier row.",
		Inline: true,
	},
	{
		Sigs:   []string{"next(column: column scalar, [offset: long], [default_value: const scalar]) P0"},
		Doc:    "Gives a column of a later row.",
		Inline: true,
	},
}
