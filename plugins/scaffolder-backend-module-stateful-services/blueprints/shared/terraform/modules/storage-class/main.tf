locals {
  classes = {
    aws = {
      provisioner = "ebs.csi.aws.com"
      parameters = {
        type                        = "gp3"
        encrypted                   = "true"
        "csi.storage.k8s.io/fstype" = "xfs"
      }
    }
    gcp = {
      provisioner = "pd.csi.storage.gke.io"
      parameters = {
        type = "pd-ssd"
      }
    }
    azure = {
      provisioner = "disk.csi.azure.com"
      parameters = {
        skuName     = "Premium_LRS"
        cachingMode = "None"
      }
    }
  }

  create = var.cloud != "generic"
}

resource "kubernetes_storage_class_v1" "this" {
  count = local.create ? 1 : 0

  metadata {
    name   = var.name
    labels = var.labels
  }

  storage_provisioner    = local.classes[var.cloud].provisioner
  parameters             = local.classes[var.cloud].parameters
  reclaim_policy         = "Retain"
  volume_binding_mode    = "WaitForFirstConsumer"
  allow_volume_expansion = true

  lifecycle {
    precondition {
      condition     = var.name != ""
      error_message = "name must be set when a class is created."
    }
  }
}
