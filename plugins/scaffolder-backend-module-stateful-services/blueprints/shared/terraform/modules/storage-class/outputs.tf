output "name" {
  description = "Name of the class; empty for the cluster's default."
  value       = local.create ? kubernetes_storage_class_v1.this[0].metadata[0].name : var.name
}
