# Ephemeral and write-only: the passwords are neither in the state nor in the plan.
ephemeral "random_password" "application" {
  length  = 40
  special = false
}

ephemeral "random_password" "member" {
  length  = 40
  special = false
}

resource "kubernetes_secret_v1" "auth" {
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
    (var.values.auth.passwordKey)       = ephemeral.random_password.application.result
    (var.values.auth.memberPasswordKey) = ephemeral.random_password.member.result
  }
  data_wo_revision = var.password_revision
}
