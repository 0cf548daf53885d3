export function found(name) {
  // ruleid: javascript.jquery-html
  $("#name").html("<b>" + name + "</b>");
  // ruleid: javascript.jquery-html
  $("#list").append(`<li>${name}</li>`);
}

export function nearMisses(name, form) {
  // ok: javascript.jquery-html
  $("#name").text("<b>" + name + "</b>");
  // ok: javascript.jquery-html
  $("#list").append("<li>one</li>");
  // ok: javascript.jquery-html
  form.append(`${name}-id`, name);
}
