// Parses every query of a semantic model (Power Query M): those of the tables, the parameters and the functions.
const fs = require("fs");
const path = require("path");
const { DefaultSettings, TaskUtils } = require("@microsoft/powerquery-parser");

const definition = process.argv[2];

/** The query of a table stands at the end of its file, three tabs deep. */
function ofTable(file) {
  const text = fs.readFileSync(path.join(definition, "tables", file), "utf8");
  const [, after] = text.split("\n\t\tsource =\n");
  if (after === undefined) {
    throw new Error(`${file}: has no query`);
  }
  const lines = after.split("\n");
  const end = lines.findIndex((line) => line !== "" && !line.startsWith("\t\t\t"));
  return { name: file, query: lines.slice(0, end < 0 ? lines.length : end).join("\n") };
}

function ofExpressions() {
  const text = fs.readFileSync(path.join(definition, "expressions.tmdl"), "utf8");
  return text
    .split(/^expression /m)
    .slice(1)
    .map((part) => ({
      name: part.slice(0, part.indexOf("=")).trim(),
      query: part.slice(part.indexOf("=") + 1).split("\n\tlineageTag")[0],
    }));
}

async function faultOf(query) {
  const result = await TaskUtils.tryLexParse(DefaultSettings, query.trim());
  return TaskUtils.isParseStageOk(result) ? null : String(result.error?.message ?? "cannot be parsed");
}

async function main() {
  const queries = [...fs.readdirSync(path.join(definition, "tables")).map(ofTable), ...ofExpressions()];
  if ((await faultOf("let x = in x")) === null) {
    throw new Error("the parser takes what is no query");
  }
  for (const { name, query } of queries) {
    const fault = await faultOf(query);
    if (fault !== null) {
      console.error(`${name}: ${fault}`);
      process.exitCode = 1;
    }
  }
  console.log(`${queries.length} queries parsed`);
}

main();
