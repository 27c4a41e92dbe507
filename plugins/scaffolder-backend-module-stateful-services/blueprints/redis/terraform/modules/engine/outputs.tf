output "sentinel_host" {
  description = "Service by which clients find the primary; with one member, the member itself."
  value       = "${var.name}.${var.namespace}.svc.${var.values.clusterDomain}"
}
