/* Comfort only: every page works without this file. No dependency, no inline code, nothing is stored. */
"use strict";

(() => {
  const typing = (element) =>
    element instanceof HTMLElement &&
    (element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName));

  /* ---------- one click is one submission ---------- */
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    // Searching twice harms nobody, and a download leaves the page as it is.
    if (form.method !== "post" || "again" in form.dataset || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // The button is marked, not disabled: a disabled button would not send its own name and value.
    event.submitter?.setAttribute("aria-busy", "true");
    // An answer that never comes must not lock the form for ever.
    setTimeout(() => release(form), 15000);
  });
  // "Back" shows the page as it was left, with the form still marked.
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form[data-sent]");
    if (form) release(form);
  });

  /* ---------- upload progress: <progress data-upload hidden> inside a form that htmx sends ---------- */
  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = event.target.querySelector?.("progress[data-upload]");
    if (!bar || !event.detail.lengthComputable) return;
    bar.hidden = false;
    bar.max = event.detail.total;
    bar.value = event.detail.loaded;
  });

  /* ---------- keys: / searches; j, k and Enter walk a list marked with data-keys ---------- */
  const rows = () => [...document.querySelectorAll("[data-keys] [data-row]")];
  const selected = () => document.querySelector("[data-keys] .kh-row--selected");

  const walk = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(selected());
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    selected()?.classList.remove("kh-row--selected");
    next.classList.add("kh-row--selected");
    // The link takes the focus, so that a screen reader says where one is.
    next.querySelector("a")?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const keys = {
    "/": () => document.querySelector("input[data-quicksearch], input[type=search]")?.focus(),
    j: () => walk(1),
    k: () => walk(-1),
    a: () => selected()?.querySelector("button[data-key=a]")?.click(),
    Enter: () => selected()?.querySelector("a")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    // Enter on a link or button already does what it says.
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    if (!Object.hasOwn(keys, event.key)) return;
    if (event.key !== "/" && !document.querySelector("[data-keys]")) return;
    event.preventDefault();
    keys[event.key]();
  });

  /* ---------- suggestions: arrows move, Escape closes ---------- */
  document.addEventListener("keydown", (event) => {
    const search = event.target.closest?.(".kh-search, .kh-quicksearch");
    const list = search?.querySelector(".kh-suggestions");
    if (!list) return;
    const links = [...list.querySelectorAll("a")];
    const field = search.querySelector("input");
    if (event.key === "Escape") {
      list.replaceChildren();
      field.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      (at < 0 ? field : links[Math.min(at, links.length - 1)])?.focus();
      event.preventDefault();
    }
  });

  /* ---------- after a failed submission the list of errors gets the focus ---------- */
  document.querySelector(".kh-errors[tabindex], .kh-error-summary[tabindex]")?.focus();
})();
