"use strict";
(() => {
  const controls = document.getElementById("controls");
  const field = (id) => document.getElementById(id);
  const records = [...document.querySelectorAll(".record")].map((section) => ({
    section,
    title: section.querySelector("h3").textContent.toLowerCase(),
    findings: [...section.querySelectorAll(".finding")],
  }));
  const total = records.reduce((sum, record) => sum + record.findings.length, 0);
  const words = new WeakMap();
  const text = (finding) => {
    if (!words.has(finding)) words.set(finding, finding.textContent.toLowerCase());
    return words.get(finding);
  };
  const show = () => {
    const query = field("q").value.trim().toLowerCase();
    const severity = field("severity").value, family = field("family").value, state = field("state").value;
    const any = query || severity || family || state;
    let shown = 0;
    for (const record of records) {
      const named = query && record.title.includes(query);
      let left = 0;
      for (const finding of record.findings) {
        const data = finding.dataset;
        const fits = (!severity || severity.split(" ").includes(data.severity)) && (!family || family === data.family)
          && (!state || state === data.state) && (!query || named || text(finding).includes(query));
        finding.hidden = !fits;
        left += fits;
      }
      record.section.hidden = any && !left;
      shown += left;
    }
    field("shown").textContent = `${shown.toLocaleString("en")} of ${total.toLocaleString("en")} findings shown`;
  };
  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(show, 120); };
  controls.hidden = false;
  controls.addEventListener("input", soon);
  controls.addEventListener("reset", soon);
  controls.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  show();
})();
