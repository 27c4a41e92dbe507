variable "name" {
  description = "Name of the release."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,50}[a-z0-9])?$", var.name))
    error_message = "name must be a DNS label of at most 52 characters that starts with a letter."
  }
}

variable "namespace" {
  description = "Namespace of the release."
  type        = string
}

variable "chart" {
  description = "Path of the chart."
  type        = string
}

variable "values" {
  description = "Values of the chart, complete: the chart's own schema checks them."
  type        = any
}
