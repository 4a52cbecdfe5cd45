// One run of r1.squiggle for each number of samples asked for; a line of JSON each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, program, ...sizes] = process.argv.slice(2);
const entry = createRequire(`${modules}/`).resolve("@quri/squiggle-lang");
const { run } = await import(pathToFileURL(entry));
const code = readFileSync(program, "utf8");

// Values come with the name of their type around them.
function plain(value) {
  if (value && typeof value === "object" && "vtype" in value) return plain(value.value);
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  }
  return value;
}

for (const size of sizes.map(Number)) {
  const start = performance.now();
  const before = process.cpuUsage();
  const { result } = await run(code, { environment: { sampleCount: size, xyPointLength: 1000 } });
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(before);
  const processor = (used.user + used.system) / 1e6;
  const peak_mb = process.resourceUsage().maxRSS / 1000;
  if (!result.ok) throw new Error(result.value.toString());
  const told = plain(result.value.result.asJS());
  const at = (name, year) => told[name][year - 2015][0];
  const means = { share: at("share", 2030), rise: at("rise", 2035), deficit: at("deficit", 2035) };
  console.log(JSON.stringify({ samples: size, seconds, processor, peak_mb, means }));
}
