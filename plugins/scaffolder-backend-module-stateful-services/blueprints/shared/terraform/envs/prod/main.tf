locals {
  namespace = var.create_namespace ? module.namespace[0].name : var.namespace
  values    = yamldecode(file("${path.module}/../../../values/prod.yaml"))
}

module "namespace" {
  source = "../../modules/namespace"
  count  = var.create_namespace ? 1 : 0

  name = var.namespace
}

module "storage_class" {
  source = "../../modules/storage-class"

  cloud = var.cloud
  name  = local.values.storage.storageClassName
  labels = {
    "backstage.io/kubernetes-id" = local.values.kubernetesId
  }
}

module "secrets" {
  source = "../../modules/secrets"

  name              = var.name
  namespace         = local.namespace
  values            = local.values
  password_revision = var.password_revision
}

module "engine" {
  source = "../../modules/engine"

  name      = var.name
  namespace = local.namespace
  chart     = "${path.module}/../../../charts/${var.engine}"
  values = merge(local.values, {
    storage = merge(local.values.storage, { storageClassName = module.storage_class.name })
  })

  depends_on = [module.secrets]
}
