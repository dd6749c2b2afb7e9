// What script adds, on pages that all work without it: a form is sent once, paper shows what is folded, an
// error summary is read out first, and a pack or template can be taken from a file instead of being pasted.  hall.js follows a meeting; desk.js is the clerk's.
(function () {
  "use strict";
  // One form is sent once.
  var sending = false;
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented) { return; }
    if (sending) { event.preventDefault(); return; }
    sending = true;
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { location.reload(); } sending = false; });

  // Paper shows what is folded, also where the style's own rule for it is not known.
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () { closed.forEach(function (d) { d.open = false; }); });

  // A text file of the reader's own goes into the field; it is sent only with the form.
  document.querySelectorAll("textarea[name='texts.pack'], textarea[name='texts.template']").forEach(function (area) {
    var line = document.createElement("p"), label = document.createElement("label"), file = document.createElement("input");
    file.type = "file";
    file.accept = ".pack,.template,.txt,text/plain";
    file.id = area.id + "-file";
    label.htmlFor = file.id;
    label.textContent = "Take it from a file";
    file.addEventListener("change", function () {
      if (file.files.length) { file.files[0].text().then(function (text) { area.value = text; }); }
    });
    line.append(label, file);
    area.before(line);
  });

  var summary = document.getElementById("summary");
  if (summary) { summary.focus(); }
})();
