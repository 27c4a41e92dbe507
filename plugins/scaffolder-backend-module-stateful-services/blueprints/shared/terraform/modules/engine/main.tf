resource "helm_release" "this" {
  name      = var.name
  namespace = var.namespace
  chart     = var.chart

  values = [yamlencode(var.values)]

  # Undoing an upgrade of a stateful set by itself can be worse than the upgrade: a person decides.
  atomic      = false
  wait        = true
  timeout     = 1800
  max_history = 10
}
