// What the parts of the page share; and Gradio made Chinese for everyone.
// Text from reports and questions reaches the page through textContent or escaped by the server, never as markup.
(() => {
  "use strict";

  // Gradio takes its own words from the browser's language; this page is Chinese for everyone.
  for (const [name, value] of [["language", "zh-CN"], ["languages", ["zh-CN", "zh"]]]) {
    Object.defineProperty(navigator, name, { get: () => value, configurable: true });
  }

  const el = (tag, className = "", text = "") => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  };
  const button = (className, text, label) => {
    const node = el("button", className, text);
    node.type = "button";
    if (label) node.setAttribute("aria-label", label);
    return node;
  };

  async function call(url, options = {}) {
    const response = await fetch(url, options).catch(() => null);
    if (!response) throw new Error("连不上服务，请检查程序是否还在运行。");
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(body.error || `请求失败（${response.status}）。`);
    return body;
  }
  const asJson = (body) => ({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

  async function copy(node, text, label) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = el("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    node.textContent = "已复制";
    setTimeout(() => { node.textContent = label; }, 2000);
  }

  function bar(text, done, total) {
    const node = el("div", "rq-bar");
    const track = el("div", "rq-track");
    const filled = track.appendChild(el("div"));
    track.setAttribute("role", "progressbar");
    track.setAttribute("aria-label", text);
    if (total > 0) {
      track.setAttribute("aria-valuenow", String(Math.round((100 * done) / total)));
      filled.style.width = `${(100 * done) / total}%`;
    } else track.dataset.unknown = "";
    node.append(el("span", "rq-small", total > 0 ? `${text}（${done}/${total}）` : `${text}…`), track);
    return node;
  }

  window.reportqa = { el, button, call, asJson, copy, bar };
})();
