output "sentinel_host" {
  description = "Service by which clients find the primary."
  value       = module.engine.sentinel_host
}
