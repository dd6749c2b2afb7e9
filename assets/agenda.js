// What script adds to the page on which the clerk makes an agenda, which works without it: moving
// with Alt and the arrow keys, dragging, and moves without a new page.
(function () {
  "use strict";
  var sending = false, shown = 0;

  function form() { return document.getElementById("agenda"); }
  function all(root, what) { return Array.prototype.slice.call(root.querySelectorAll(what)); }
  function row(node) { return node && node.closest ? node.closest("#agenda li[data-item]") : null; }

  function tell(text) {
    var says = document.getElementById("agenda-says");
    if (!says) {
      says = document.createElement("p");
      says.id = "agenda-says";
      says.className = "vh";
      says.setAttribute("role", "status");
      (document.querySelector(".foot") || document.body).appendChild(says);
    }
    says.textContent = text;
  }

  // Where an item stands, for those who hear the page.
  function place(li) {
    var number = li.querySelector(".number");
    return number ? number.textContent : li.closest("section").querySelector("h2").textContent;
  }

  // The new state in place of the old; what was ticked stays ticked.
  function show(text, item, what) {
    var doc = new DOMParser().parseFromString(text, "text/html"), fresh = doc.getElementById("main");
    var old = document.getElementById("main"), ticked = {};
    all(old, "#agenda input[name=item]:checked").forEach(function (box) { ticked[box.value] = true; });
    if (!fresh || !fresh.querySelector("#agenda")) { return false; }
    all(fresh, "#agenda input[name=item]").forEach(function (box) { box.checked = !!ticked[box.value]; });
    all(fresh, "script").forEach(function (script) { script.remove(); });
    old.replaceWith(fresh);
    ready();
    var li = item && document.getElementById("i-" + item), wrong = fresh.querySelector("[role=alert]");
    if (wrong) {
      wrong.focus();
    } else if (li) {
      var back = what && li.querySelector('button[value="' + what + " " + item + '"]');
      (back || li.querySelector("input")).focus();
      li.scrollIntoView({ block: "nearest" });
      tell(li.querySelector("label").textContent.trim() + ": " + place(li));
    }
    document.documentElement.dataset.shown = ++shown;
    return true;
  }

  function send(fields, item, what) {
    if (sending) { return; }
    sending = true;
    var f = form(), data = new URLSearchParams();
    ["csrf", "act"].forEach(function (name) { data.append(name, f.elements[name].value); });
    Object.keys(fields).forEach(function (name) { data.append(name, fields[name]); });
    fetch(f.getAttribute("action"), { method: "POST", body: data, credentials: "same-origin" })
      .then(function (answer) { return answer.text(); })
      .then(function (text) { if (!show(text, item, what)) { location.reload(); } })
      .catch(function () { tell("There is no connection: nothing was moved."); })
      .then(function () { sending = false; });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("#agenda .moves button");
    var words = button ? button.value.split(" ") : [];
    if (words.length === 2 && /^(up|down)$/.test(words[0])) {
      event.preventDefault();
      send({ "do": button.value }, words[1], words[0]);
    }
  });

  document.addEventListener("keydown", function (event) {
    var li = event.altKey && !event.ctrlKey && !event.metaKey && row(event.target);
    var what = event.key === "ArrowUp" ? "up" : event.key === "ArrowDown" ? "down" : null;
    if (li && what) {
      event.preventDefault();
      send({ "do": what + " " + li.dataset.item }, li.dataset.item, null);
    }
  });

  // ---- dragging ----

  var dragged = null, mark = null;

  function ready() {
    all(document, "#agenda li[data-item]").forEach(function (li) { li.draggable = true; });
  }

  function unmark() {
    if (mark) { mark.classList.remove("before", "into"); }
    mark = null;
  }

  // The item before which it would stand, or the section at whose end.
  function target(event) {
    var li = row(event.target), section = event.target.closest && event.target.closest(".desk-section[data-section]");
    return li && li !== dragged ? li : section;
  }

  document.addEventListener("dragstart", function (event) {
    dragged = row(event.target);
    if (dragged) {
      event.dataTransfer.setData("text/plain", dragged.dataset.item);
      event.dataTransfer.effectAllowed = "move";
    }
  });

  document.addEventListener("dragover", function (event) {
    var over = dragged && target(event);
    if (!over) { return; }
    event.preventDefault();
    if (over !== mark) {
      unmark();
      mark = over;
      mark.classList.add(over.matches("li") ? "before" : "into");
    }
  });

  document.addEventListener("dragend", function () { unmark(); dragged = null; });

  document.addEventListener("drop", function (event) {
    var over = dragged && target(event);
    if (!over) { return; }
    event.preventDefault();
    var section = over.closest(".desk-section"), items = all(section, "li[data-item]").filter(function (li) { return li !== dragged; });
    var at = over.matches("li") ? items.indexOf(over) + 1 : items.length + 1, item = dragged.dataset.item;
    unmark();
    dragged = null;
    send({ "do": "drop " + item, to: section.dataset.section, at: at }, item, null);
  });

  if (window.fetch && window.URLSearchParams && form()) { ready(); }
}());
