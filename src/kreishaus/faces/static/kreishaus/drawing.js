/* Comfort only: a board to sign on with finger, pen or mouse. Without this file the typed name is the signature.
   The strokes travel as the path of an SVG in whole points; the server lets nothing else through. */
"use strict";

(() => {
  const LONGEST = 24000;

  const enhance = (place) => {
    place.dataset.ready = "yes";
    const [width, height] = [Number(place.dataset.width), Number(place.dataset.height)];
    const field = place.querySelector("input[type=hidden]");
    const board = Object.assign(document.createElement("canvas"), { width, height, className: "kh-drawing__board" });
    board.setAttribute("role", "img");
    board.setAttribute("aria-label", `${place.dataset.label}: Fläche zum Zeichnen. Ohne Maus oder Finger lassen Sie sie leer.`);
    const told = Object.assign(document.createElement("p"), { className: "kern-sr-only" });
    told.setAttribute("role", "status");
    const bar = Object.assign(document.createElement("div"), { className: "kh-drawing__bar" });
    const pen = board.getContext("2d");
    // "M1 2L3 4M5 6" becomes [[[1, 2], [3, 4]], [[5, 6]]].
    let strokes = (field.value.match(/M[^M]+/g) ?? []).map((one) => one.slice(1).split("L").map((pair) => pair.split(" ").map(Number)));
    let stroke = null;

    const path = () => strokes.map((one) => `M${one.map((point) => point.join(" ")).join("L")}`).join("");
    const draw = () => {
      pen.clearRect(0, 0, width, height);
      pen.strokeStyle = getComputedStyle(board).color;
      Object.assign(pen, { lineWidth: 3, lineCap: "round", lineJoin: "round" });
      for (const one of strokes) {
        pen.beginPath();
        one.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
        if (one.length === 1) pen.lineTo(one[0][0] + 0.1, one[0][1]);
        pen.stroke();
      }
    };
    const keep = (words) => {
      field.value = path();
      told.textContent = words;
      for (const button of bar.children) button.disabled = !strokes.length;
      draw();
    };
    const button = (label, press) => {
      const one = Object.assign(document.createElement("button"), { type: "button", className: "kern-btn kern-btn--tertiary" });
      one.append(Object.assign(document.createElement("span"), { className: "kern-label", textContent: label }));
      one.addEventListener("click", press);
      bar.append(one);
    };
    const at = (event) => {
      const box = board.getBoundingClientRect();
      const inside = (part, most) => Math.min(Math.max(Math.round(part), 0), most - 1);
      return [inside(((event.clientX - box.left) * width) / box.width, width), inside(((event.clientY - box.top) * height) / box.height, height)];
    };
    const end = () => {
      if (!stroke) return;
      stroke = null;
      if (path().length > LONGEST) strokes.pop();
      keep("Gezeichnet.");
    };

    button("Letzten Strich zurücknehmen", () => { strokes.pop(); keep("Der letzte Strich ist weg."); });
    button("Alles löschen", () => { strokes = []; keep("Die Zeichnung ist gelöscht."); });
    board.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      board.setPointerCapture(event.pointerId);
      stroke = [at(event)];
      strokes.push(stroke);
      draw();
    });
    board.addEventListener("pointermove", (event) => {
      if (!stroke) return;
      const [x, y] = at(event);
      const [lastX, lastY] = stroke[stroke.length - 1];
      // Two points apart is enough for the eye and keeps the path short.
      if (Math.abs(x - lastX) + Math.abs(y - lastY) < 3) return;
      stroke.push([x, y]);
      draw();
    });
    for (const name of ["pointerup", "pointercancel"]) board.addEventListener(name, end);
    place.querySelector(".kh-drawing__kept")?.remove();
    place.append(board, bar, told);
    keep("");
  };

  const all = () => document.querySelectorAll("[data-drawing]:not([data-ready])").forEach(enhance);
  all();
  document.addEventListener("htmx:afterSwap", all);
})();
