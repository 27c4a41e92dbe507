variable "cloud" {
  description = "Where the cluster runs: aws, gcp or azure create a class; generic uses an existing one."
  type        = string

  validation {
    condition     = contains(["generic", "aws", "gcp", "azure"], var.cloud)
    error_message = "cloud must be generic, aws, gcp or azure."
  }
}

variable "name" {
  description = "Name of the class. For generic: of an existing class, or empty for the cluster's default."
  type        = string

  validation {
    condition     = var.name == "" || can(regex("^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$", var.name))
    error_message = "name must be empty or a DNS subdomain."
  }
}

variable "labels" {
  description = "Labels of the class."
  type        = map(string)
  default     = {}
}
