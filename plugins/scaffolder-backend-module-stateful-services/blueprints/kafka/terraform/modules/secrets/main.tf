# Ephemeral and write-only: the password is neither in the state nor in the plan.
ephemeral "random_password" "auth" {
  length  = 40
  special = false
}

# A combined node in plain text has no users.
resource "kubernetes_secret_v1" "auth" {
  count = var.values.tls.enabled ? 1 : 0

  metadata {
    name      = var.values.auth.existingSecret
    namespace = var.namespace
    labels = {
      "app.kubernetes.io/instance" = var.name
      "backstage.io/kubernetes-id" = var.values.kubernetesId
    }
  }

  type = "Opaque"
  data_wo = {
    (var.values.auth.passwordKey) = ephemeral.random_password.auth.result
  }
  data_wo_revision = var.password_revision
}
