// Evaluates one query over a table in memory by one thread and writes the CPU time of the query alone with sums over its
// rows:
//
//	node duckdb.js RULE EVENTS
//
// The events are those of events.txt.
const { DuckDBInstance } = require("@duckdb/node-api");
const [rule, events] = process.argv.slice(2);

const tables = `
CREATE MACRO mix(x) AS (xor(x, x >> 16) * 73244475) % 4294967296;
CREATE MACRO fold(x) AS xor(x, x >> 16);
CREATE MACRO random32(n, k) AS fold(mix(mix(n * 8 + k)));
CREATE TABLE Starts AS
SELECT TIMESTAMP '2026-01-01' + to_microseconds(t * 5000) AS TimeGenerated,
  'desktop-' || lpad(device::VARCHAR, 7, '0') || '.corp.example' AS DeviceName,
  'tool' || file || '.exe' AS FileName,
  'user' || (device * 4 + least(b % 4, b // 16 % 4)) AS AccountName,
  'parent' || ((file * 7 + (c % 8) * (c // 16 % 8) // 8) % 60) || '.exe' AS ParentName,
  'session-' || lpad(s::VARCHAR, 9, '0') AS SessionId,
  p AS ProcessId
FROM (
  SELECT random32(n, 0) % (${events} // 500) AS device, (a % 40) * (a // 64 % 40) // 40 AS file, b, c, t, s, p
  FROM (SELECT range AS n, random32(range, 1) AS a, random32(range, 2) AS b, random32(range, 3) AS c, random32(range, 4) AS t,
    random32(range, 5) % (${events} // 5) AS s, random32(range, 6) % 65536 AS p FROM range(${events}))
);
CREATE TABLE Sessions AS
SELECT 'session-' || lpad(range::VARCHAR, 9, '0') AS SessionId, 'user' || (range % 30000) AS UserName FROM range(${events} // 10);
`;

const ordered = "count(*), sum(ProcessId), sum(length(FileName)), sum(place % 1000 * ProcessId)";
const queries = {
  group: `SELECT count(*), sum(Starts), sum(Accounts), sum(len(Parents)) FROM (
    SELECT count(*) AS Starts, approx_count_distinct(AccountName) AS Accounts, list(DISTINCT ParentName) AS Parents
    FROM Starts GROUP BY DeviceName, FileName)`,
  join: `SELECT count(*), sum(ProcessId), sum(length(DeviceName)), sum(length(UserName)) FROM Starts JOIN Sessions USING (SessionId)`,
  sort: `SELECT ${ordered} FROM (SELECT FileName, ProcessId, row_number() OVER () - 1 AS place FROM (
    SELECT TimeGenerated, FileName, ProcessId FROM Starts ORDER BY FileName, TimeGenerated DESC))`,
  top: `SELECT ${ordered} FROM (SELECT FileName, ProcessId, row_number() OVER () - 1 AS place FROM (
    SELECT TimeGenerated, FileName, ProcessId FROM Starts ORDER BY TimeGenerated DESC LIMIT 1000))`,
  distinct: `SELECT count(*), sum(length(DeviceName)), sum(length(FileName)), 0 FROM (SELECT DISTINCT DeviceName, FileName FROM Starts)`,
};

(async () => {
  const db = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  await db.run(tables);
  const before = process.cpuUsage();
  const [[rows, ...numbers]] = (await db.runAndReadAll(queries[rule])).getRows();
  const used = process.cpuUsage(before);
  console.log(JSON.stringify({
    Seconds: (used.user + used.system) / 1e6, Rows: Number(rows), Numbers: numbers.map(Number),
  }));
})();
