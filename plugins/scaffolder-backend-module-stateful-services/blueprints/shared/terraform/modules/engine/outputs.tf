output "host" {
  description = "Service that clients ask first."
  value       = "${helm_release.this.name}.${var.namespace}.svc.${var.values.clusterDomain}"
}
