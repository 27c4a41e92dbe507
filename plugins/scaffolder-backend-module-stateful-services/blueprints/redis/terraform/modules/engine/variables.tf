variable "name" {
  description = "Name of the release and of the StatefulSet."
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

  validation {
    condition     = contains([1, 3, 5, 7, 9], var.values.replicas)
    error_message = "values.replicas must be 1, 3, 5, 7 or 9: Sentinels need an odd number for a majority."
  }
}

variable "password_revision" {
  description = "Raise it to write a new password; members take it up at their next restart."
  type        = number
  default     = 1

  validation {
    condition     = var.password_revision >= 1 && floor(var.password_revision) == var.password_revision
    error_message = "password_revision must be a whole number from 1."
  }
}
