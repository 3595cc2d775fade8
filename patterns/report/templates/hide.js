(function () {
  function hide() {
    document.body.replaceChildren();
    document.title = "\u00a0";
  }
  document.getElementById("hide").addEventListener("click", hide);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") hide();
  });
})();
