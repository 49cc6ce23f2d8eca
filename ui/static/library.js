// Uploading reports, removing them, and taking the removal back.
(() => {
  "use strict";

  const { el, button, call, asJson, bar, openCitation, forgetSource } = window.reportqa;

  function upload(element, added) {
    const form = element.querySelector("form");
    const input = form.querySelector("input");
    const drop = form.querySelector(".rq-drop");
    const send = (files) => files.length && sendFiles(form, [...files], added);
    input.addEventListener("change", () => { send([...input.files]); input.value = ""; });
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("rq-over"); });
    }
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("rq-over"));
    drop.addEventListener("drop", (event) => { event.preventDefault(); send(event.dataTransfer.files); });
  }

  async function sendFiles(form, files, added) {
    const progress = form.querySelector(".rq-progress");
    const outcomes = form.querySelector(".rq-outcomes");
    const show = (...state) => { progress.hidden = false; progress.replaceChildren(bar(...state)); };
    form.classList.add("rq-busy");
    outcomes.replaceChildren();
    try {
      let job = await post(files, (done, total) => show("正在上传", Math.round(done / 1024), Math.round(total / 1024)));
      while (!job.finished) {
        show(job.message, job.done, job.total);
        await new Promise((resolve) => { setTimeout(resolve, 300); });
        job = await call(`/api/jobs/${job.id}`);
      }
      outcomes.replaceChildren(...job.outcomes.map((one) => el("li", one.ok ? "rq-good" : "rq-bad", `${one.name}：${one.message}`)));
      added();
    } catch (error) {
      outcomes.replaceChildren(el("li", "rq-bad", error.message));
    } finally {
      progress.hidden = true;
      form.classList.remove("rq-busy");
    }
  }

  function post(files, progress) {
    return new Promise((resolve, reject) => {
      const form = new FormData();
      for (const file of files) form.append("files", file, file.name);
      const request = new XMLHttpRequest();
      request.open("POST", "/api/reports");
      request.responseType = "json";
      request.upload.onprogress = (event) => progress(event.loaded, event.total);
      request.onerror = () => reject(new Error("上传中断，请检查程序是否还在运行。"));
      request.onload = () => {
        if (request.status === 202) resolve(request.response);
        else reject(new Error(request.response?.error || `上传失败（${request.status}）。`));
      };
      request.send(form);
    });
  }

  function library(element, changed) {
    const bar = el("p", "rq-undo");
    bar.setAttribute("role", "status");
    element.parentElement.prepend(bar);
    element.addEventListener("click", async (event) => {
      const read = event.target.closest("[data-open]");
      if (read) openCitation(read);
      const name = event.target.closest("[data-remove]")?.dataset.remove;
      if (!name || !confirm(`从库中移除“${name}”？移除后问答不再使用它。`)) return;
      try {
        const { remark } = await call(`/api/reports?file=${encodeURIComponent(name)}`, { method: "DELETE" });
        offerUndo(bar, name, remark, changed);
        forgetSource(name);
      } catch (error) {
        bar.textContent = error.message;
      }
      changed();
    });
  }

  function offerUndo(bar, name, remark, changed) {
    const undo = button("rq-tool", "撤销");
    bar.replaceChildren(`已移除“${name}”。${remark}`, undo);
    undo.addEventListener("click", async () => {
      undo.disabled = true;
      bar.replaceChildren(`正在恢复“${name}”…`);
      try {
        await call("/api/reports/restore", asJson({ file: name }));
        bar.replaceChildren(`已恢复“${name}”。`);
      } catch (error) {
        bar.replaceChildren(error.message);
      }
      changed();
    });
  }

  Object.assign(window.reportqa, { upload, library });
})();
