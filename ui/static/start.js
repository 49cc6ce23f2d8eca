// The notice of the start-up, and of a lost connection.
(() => {
  "use strict";

  const { el, call, bar } = window.reportqa;

  const PAUSES = { building: 500, lost: 3000 };
  let lookNow = () => {};

  function watchStart(element, ready) {
    const box = element.querySelector(".rq-start");
    let was = "";
    let timer = 0;
    const look = async () => {
      clearTimeout(timer);
      let state;
      try {
        state = await call("/api/health");
      } catch (error) {
        state = { phase: "lost", message: error.message };
      }
      if (state.phase === "ready" && was && was !== "ready") ready();
      if (state.phase !== was || state.phase === "building") showState(box, state);
      was = state.phase;
      timer = setTimeout(look, PAUSES[state.phase] || 15000);
    };
    lookNow = look;
    look();
  }

  function showState(box, state) {
    document.body.dataset.phase = state.phase;
    if (state.phase === "ready") {
      box.replaceChildren();
      return;
    }
    if (state.phase !== "building") {
      box.replaceChildren(el("p", "rq-problem", state.phase === "error" ? `系统未能启动：${state.message}` : state.message));
      return;
    }
    box.replaceChildren(el("p", "", "正在准备，完成后即可提问，无需刷新页面。首次使用约需几分钟。"), bar(state.message, state.done, state.total));
  }

  Object.assign(window.reportqa, { watchStart, lookNow: () => lookNow() });
})();
