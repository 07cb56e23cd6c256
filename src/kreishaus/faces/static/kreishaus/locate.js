/* Comfort only: a button that takes the coordinates from the device. Without this file one types or pastes them.
   The place goes into the field and nowhere else. */
"use strict";

(() => {
  const SECONDS = 15;
  const WHY = {
    1: "Ihr Gerät hat den Standort nicht freigegeben. Bitte geben Sie die Koordinaten ein.",
    2: "Ihr Gerät kann den Standort gerade nicht bestimmen. Bitte geben Sie die Koordinaten ein.",
    3: "Das hat zu lange gedauert. Bitte versuchen Sie es noch einmal oder geben Sie die Koordinaten ein.",
  };

  const enhance = (place) => {
    place.dataset.ready = "yes";
    const field = place.querySelector("input");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "kern-btn kern-btn--secondary" });
    button.append(Object.assign(document.createElement("span"), { className: "kern-label", textContent: "Meinen Standort übernehmen" }));
    const told = Object.assign(document.createElement("p"), { className: "kern-body kern-body--small kh-locate__told" });
    told.setAttribute("role", "status");
    button.addEventListener("click", () => {
      told.textContent = "Ihr Standort wird bestimmt …";
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          field.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
          told.textContent = `Übernommen, auf etwa ${Math.max(1, Math.round(coords.accuracy))} Meter genau.`;
          field.dispatchEvent(new Event("change", { bubbles: true }));
        },
        (problem) => { told.textContent = WHY[problem.code] ?? WHY[2]; },
        { enableHighAccuracy: true, timeout: SECONDS * 1000 },
      );
    });
    place.append(button, told);
  };

  if (!navigator.geolocation) return;
  const all = () => document.querySelectorAll("[data-locate]:not([data-ready])").forEach(enhance);
  all();
  document.addEventListener("htmx:afterSwap", all);
})();
