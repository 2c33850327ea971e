// Looks at pages in Chromium: {chromium, axe, pages: [{url, pdf}]} on standard input, a report each on output.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const asked = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(`${asked.modules}/`);
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const NARROW = { width: 320, height: 640 };

// What a screen reader reads, in its order; the marks of lists are not of the text.
function spoken(node) {
  if (node.role === "StaticText") return [node.name ?? ""];
  return node.role === "ListMarker" ? [] : (node.children ?? []).flatMap(spoken);
}

async function violations(page) {
  await page.evaluate(axe); // by the debugger, which the page's own policy does not bind
  const found = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES);
  return found.violations.map((v) => `${v.id}: ${v.nodes[0].html} ${v.nodes[0].failureSummary}`);
}

async function look(browser, { url, pdf, quick }) {
  const page = await browser.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(url);
  const report = { url, requests: requests.filter((asked) => asked !== url) };
  if (pdf) await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
  if (!quick) {
    report.light = await violations(page);
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
    report.dark = await violations(page);
    report.background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const tree = await page.accessibility.snapshot({ interestingOnly: false });
    report.spoken = spoken(tree).join(" ");
    report.text = await page.evaluate(() => document.body.textContent);
    await page.setViewport(NARROW);
    report.width = await page.evaluate(() => document.documentElement.scrollWidth);
    report.narrow = await violations(page);
  }
  await page.close();
  return report;
}

const browser = await puppeteer.launch({
  executablePath: asked.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
});
const reports = [];
for (const page of asked.pages) reports.push(await look(browser, page));
await browser.close();
console.log(JSON.stringify(reports));
