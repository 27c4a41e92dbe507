output "host" {
  description = "Service that clients ask first."
  value       = module.engine.host
}
